from django.urls import path, re_path

from boletines.views import publicas

app_name = "boletines_publicas"
urlpatterns = [
    path("r/visto-bueno/<str:token>/", publicas.responder_visto_bueno, name="visto_bueno"),
    path("r/visto-bueno/<str:token>/foto/<int:numero>/", publicas.foto_de_visto_bueno, name="foto_de_visto_bueno"),
    path("r/adelanto/<str:token>/", publicas.adelanto, name="adelanto"),
    path("r/adelanto/<str:token>/foto/<int:numero>/", publicas.foto_de_adelanto, name="foto_de_adelanto"),
    path("b/<int:ejercicio>/<int:consecutivo>", publicas.corta, name="corta"),
    # Como llega de un mensaje: en mayúscula, con ceros y con el signo con que terminaba la frase.
    re_path(r"^[bB]/0*(?P<ejercicio>[0-9]{4})/0*(?P<consecutivo>[0-9]{1,9})[^0-9A-Za-z]*$", publicas.corta),
]
