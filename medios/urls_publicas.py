from django.urls import path

from medios.views import baja, respuesta

app_name = "medios_publicas"
urlpatterns = [
    path("r/baja/<str:ficha>/", baja.baja, name="baja"),
    path("r/<str:token>/", respuesta.respuesta, name="respuesta"),
    path("r/<str:token>/evento.ics", respuesta.calendario, name="calendario"),
]
