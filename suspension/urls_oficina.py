from django.urls import path

from suspension.views import calendario

app_name = "suspension"
urlpatterns = [
    path("ajustes/calendario/", calendario.calendario, name="calendario"),
    path("ajustes/calendario/dias/<int:pk>/quitar/", calendario.quitar_dia, name="quitar_dia"),
    path("ajustes/calendario/periodos/<int:pk>/terminar/", calendario.terminar_periodo, name="terminar_periodo"),
]
