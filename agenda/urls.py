from django.urls import path

from agenda import views, views_coberturas, views_medios, views_memoria

app_name = "agenda"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("mes/", views.mes, name="mes"),
    path("nuevo/", views.crear, name="crear"),
    path("<int:pk>/", views.ver, name="ver"),
    path("<int:pk>/editar/", views.editar, name="editar"),
    path("<int:pk>/estado/", views.mover_estado, name="mover_estado"),
    path("<int:pk>/prioridad/", views.prioridad, name="prioridad"),
    path("<int:pk>/asignar/", views_coberturas.asignar, name="asignar"),
    path("cobertura/<int:pk>/entregar/", views_coberturas.entregar, name="entregar"),
    path("cobertura/<int:pk>/retirar/", views_coberturas.retirar, name="retirar"),
    path("<int:pk>/memoria/", views_memoria.memoria, name="memoria"),
    path("<int:pk>/memoria.pdf", views_memoria.memoria_pdf, name="memoria_pdf"),
    path("<int:pk>/contactos.pdf", views_memoria.contactos_pdf, name="contactos_pdf"),
    path("<int:pk>/medios/", views_medios.tablero, name="tablero"),
    path("<int:pk>/medios/invitar/", views_medios.invitar, name="invitar"),
    path("<int:pk>/medios/avisar/", views_medios.avisar, name="avisar"),
    path("<int:pk>/medios/avisar/cancelar/", views_medios.cancelar_aviso, name="cancelar_aviso"),
    path("aviso/<int:pk>/dado/", views_medios.aviso_dado, name="aviso_dado"),
    path("invitacion/<int:pk>/respuesta/", views_medios.registrar_respuesta, name="registrar_respuesta"),
    path("convocatoria/<int:pk>/cancelar/", views_medios.cancelar_convocatoria, name="cancelar_convocatoria"),
]
