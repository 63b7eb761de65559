"""Las direcciones de quien manda evidencia sin cuenta."""

from django.urls import path

from media_library.views import buzones

app_name = "buzon"
urlpatterns = [
    path("r/buzon/<str:token>/", buzones.aportar, name="subir"),
    path("r/buzon/<str:token>/subidas/", buzones.subidas, name="subidas"),
    path("r/buzon/<str:token>/subidas/<uuid:clave>/", buzones.una_subida, name="una_subida"),
    path("r/buzon/<str:token>/subidas/<uuid:clave>/resultado/", buzones.resultado, name="resultado"),
]
