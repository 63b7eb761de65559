"""Las direcciones de quien no tiene cuenta: mandar evidencia por un buzón y recibir fotos por un enlace."""

from django.urls import include, path

from media_library.views.compartir import paquetes
from media_library.views.entrada import buzones

DEL_BUZON = [
    path("r/buzon/<str:token>/", buzones.aportar, name="subir"),
    path("r/buzon/<str:token>/subidas/", buzones.subidas, name="subidas"),
    path("r/buzon/<str:token>/subidas/<uuid:clave>/", buzones.una_subida, name="una_subida"),
    path("r/buzon/<str:token>/subidas/<uuid:clave>/resultado/", buzones.resultado, name="resultado"),
]
DE_LAS_FOTOS = [
    path("r/fotos/<str:token>/", paquetes.paquete, name="paquete"),
    path("r/fotos/<str:token>/zip/", paquetes.zip_de_paquete, name="zip"),
    path("r/fotos/<str:token>/<int:pk>/subtitulos.vtt", paquetes.subtitulos_de_paquete, name="subtitulos"),
    path("r/fotos/<str:token>/<int:pk>/<str:receta>", paquetes.archivo_de_paquete, name="archivo"),
]
urlpatterns = [
    path("", include((DEL_BUZON, "buzon"))),
    path("", include((DE_LAS_FOTOS, "fotos"))),
]
