from django.urls import path

from boletines.views import publicas

app_name = "boletines_publicas"
urlpatterns = [
    path("r/visto-bueno/<str:token>/", publicas.responder_visto_bueno, name="visto_bueno"),
    path("r/visto-bueno/<str:token>/foto/<int:numero>/", publicas.foto_de_visto_bueno, name="foto_de_visto_bueno"),
    path("r/adelanto/<str:token>/", publicas.adelanto, name="adelanto"),
    path("r/adelanto/<str:token>/foto/<int:numero>/", publicas.foto_de_adelanto, name="foto_de_adelanto"),
    path("b/<int:ejercicio>/<int:consecutivo>", publicas.corta, name="corta"),
]
