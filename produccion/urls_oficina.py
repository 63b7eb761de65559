from django.urls import path

from produccion.views import diapositivas, lineas
from produccion.views.disenos import lista, prueba, uso

app_name = "produccion"
urlpatterns = [
    path("produccion/", lista.inicio, name="inicio"),
    path("produccion/diapositivas/", diapositivas.lista, name="reuniones"),
    path("produccion/diapositivas/nueva/", diapositivas.nueva, name="nueva_reunion"),
    path("produccion/diapositivas/<int:pk>/", diapositivas.ver, name="reunion"),
    path("produccion/diapositivas/<int:pk>/generar/", diapositivas.generar, name="generar_laminas"),
    path("produccion/diapositivas/<int:pk>/subir/", diapositivas.subir, name="subir_laminas"),
    path("produccion/diapositivas/<int:pk>/entregar/", diapositivas.entregar, name="entregar_laminas"),
    path("produccion/diapositivas/<int:pk>/cancelar/", diapositivas.cancelar, name="cancelar_reunion"),
    path("produccion/diapositivas/<int:pk>/lineas/", lineas.de_la_reunion, name="lineas_de_la_reunion"),
    path("produccion/diapositivas/versiones/<int:pk>/archivo", diapositivas.archivo, name="archivo_de_laminas"),
    path("produccion/diapositivas/laminas/<int:pk>.png", diapositivas.imagen, name="imagen_de_lamina"),
    path("produccion/disenos/", lista.lista, name="disenos"),
    path("produccion/disenos/nuevo/", lista.nuevo, name="nuevo_diseno"),
    path("produccion/disenos/previa/", lista.previa, name="previa_de_diseno"),
    path("produccion/disenos/<int:pk>/", prueba.ver, name="diseno"),
    path("produccion/disenos/<int:pk>/guardar/", prueba.guardar, name="guardar_diseno"),
    path("produccion/disenos/<int:pk>/archivo/", prueba.subir_archivo, name="subir_archivo"),
    path("produccion/disenos/<int:pk>/proponer/", prueba.proponer, name="proponer_diseno"),
    path("produccion/disenos/<int:pk>/aprobacion/", prueba.pedir_aprobacion, name="pedir_aprobacion"),
    path("produccion/disenos/<int:pk>/aprobar/", prueba.aprobar, name="aprobar_diseno"),
    path("produccion/disenos/<int:pk>/comentar/", prueba.comentar, name="comentar_diseno"),
    path("produccion/disenos/<int:pk>/cancelar/", prueba.cancelar, name="cancelar_diseno"),
    path("produccion/disenos/<int:pk>/suspension/", prueba.decidir, name="suspension_de_diseno"),
    path("produccion/disenos/<int:pk>/lineas/", lineas.del_diseno, name="lineas_del_diseno"),
    path("produccion/disenos/<int:pk>/<str:medida>.archivo", prueba.descargar, name="descargar_diseno"),
    path("produccion/disenos/<int:pk>/imprimir/", uso.pedir_impresion, name="pedir_impresion"),
    path("produccion/disenos/<int:pk>/publicar/", uso.publicar, name="publicar_diseno"),
    path("produccion/disenos/<int:pk>/lugares/", uso.apuntar_lugar, name="apuntar_lugar"),
    path("produccion/aprobaciones/<int:pk>/retirar/", prueba.retirar_aprobacion, name="retirar_aprobacion"),
    path("produccion/ordenes/<int:pk>/entregar/", uso.entregar, name="entregar_impresion"),
    path("produccion/lugares/<int:pk>/colocar/", uso.colocar, name="colocar"),
    path("produccion/lugares/<int:pk>/quitar/", uso.quitar_lugar, name="quitar_lugar"),
    path("produccion/lugares/<int:pk>/retirar/", uso.retirar, name="retirar_lugar"),
]
