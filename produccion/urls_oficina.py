from django.urls import path

from produccion.views import diapositivas

app_name = "produccion"
urlpatterns = [
    path("produccion/diapositivas/", diapositivas.lista, name="reuniones"),
    path("produccion/diapositivas/nueva/", diapositivas.nueva, name="nueva_reunion"),
    path("produccion/diapositivas/<int:pk>/", diapositivas.ver, name="reunion"),
    path("produccion/diapositivas/<int:pk>/generar/", diapositivas.generar, name="generar_laminas"),
    path("produccion/diapositivas/<int:pk>/subir/", diapositivas.subir, name="subir_laminas"),
    path("produccion/diapositivas/<int:pk>/entregar/", diapositivas.entregar, name="entregar_laminas"),
    path("produccion/diapositivas/<int:pk>/cancelar/", diapositivas.cancelar, name="cancelar_reunion"),
    path("produccion/diapositivas/versiones/<int:pk>/archivo", diapositivas.archivo, name="archivo_de_laminas"),
    path("produccion/diapositivas/laminas/<int:pk>.png", diapositivas.imagen, name="imagen_de_lamina"),
]
