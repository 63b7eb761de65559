from django.urls import path

from cadena.views import agenda, evento

app_name = "cadena"
urlpatterns = [
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/<int:pk>/", evento.evento, name="evento"),
    path("agenda/<int:pk>/estado/", evento.mover_estado, name="mover_estado"),
]
