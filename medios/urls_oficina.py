from django.urls import path

from medios.views import anotaciones, convocar, directorio, llamadas

app_name = "medios"
urlpatterns = [
    path("medios/", directorio.directorio, name="directorio"),
    path("medios/nuevo/", directorio.crear, name="crear"),
    path("medios/<int:pk>/", directorio.ver, name="ver"),
    path("medios/<int:pk>/editar/", directorio.editar, name="editar"),
    path("medios/<int:pk>/archivar/", directorio.archivar, name="archivar"),
    path("medios/<int:medio_pk>/contactos/nuevo/", directorio.crear_contacto, name="crear_contacto"),
    path("medios/contactos/<int:pk>/", directorio.editar_contacto, name="editar_contacto"),
    path("medios/contactos/<int:pk>/archivar/", directorio.archivar_contacto, name="archivar_contacto"),
    path("agenda/<int:pk>/medios/", convocar.tablero, name="tablero"),
    path("agenda/<int:pk>/medios/invitar/", convocar.invitar, name="invitar"),
    path("agenda/<int:pk>/medios/avisar/", convocar.avisar, name="avisar"),
    path("agenda/<int:pk>/medios/avisar/cancelar/", convocar.cancelar_aviso, name="cancelar_aviso"),
    path("agenda/aviso/<int:pk>/dado/", convocar.aviso_dado, name="aviso_dado"),
    path("agenda/invitacion/<int:pk>/respuesta/", convocar.registrar_respuesta, name="registrar_respuesta"),
    path("agenda/invitacion/<int:pk>/respuesta/deshacer/", convocar.deshacer_respuesta, name="deshacer_respuesta"),
    path("agenda/<int:pk>/medios/llamadas/", llamadas.hoja, name="llamadas"),
    path("agenda/<int:pk>/medios/llamadas/imprimir/", llamadas.imprimir, name="imprimir_llamadas"),
    path("agenda/<int:pk>/medios/llamadas/tomar/", llamadas.tomar, name="tomar_llamada"),
    path("agenda/llamada/<int:pk>/", llamadas.llamar, name="llamar"),
    path("agenda/llamada/<int:pk>/resultado/", llamadas.resultado, name="anotar_llamada"),
    path("agenda/llamada/<int:pk>/deshacer/", llamadas.deshacer, name="deshacer_llamada"),
    path("agenda/anotacion/<int:pk>/reconocer/", anotaciones.reconocer, name="reconocer_anotacion"),
    path("agenda/anotacion/<int:pk>/agregar/", anotaciones.agregar, name="agregar_anotacion"),
    path("agenda/anotacion/<int:pk>/descartar/", anotaciones.descartar, name="descartar_anotacion"),
    path("agenda/anotacion/<int:pk>/reabrir/", anotaciones.reabrir, name="reabrir_anotacion"),
    path("agenda/convocatoria/<int:pk>/cancelar/", convocar.cancelar_convocatoria, name="cancelar_convocatoria"),
]
