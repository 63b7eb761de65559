"""Las direcciones de quien recibe fotos por un enlace."""

from django.urls import path

from media_library.views import paquetes

app_name = "fotos"
urlpatterns = [
    path("r/fotos/<str:token>/", paquetes.paquete, name="paquete"),
    path("r/fotos/<str:token>/zip/", paquetes.zip_de_paquete, name="zip"),
    path("r/fotos/<str:token>/<int:pk>/subtitulos.vtt", paquetes.subtitulos_de_paquete, name="subtitulos"),
    path("r/fotos/<str:token>/<int:pk>/<str:receta>", paquetes.archivo_de_paquete, name="archivo"),
]
