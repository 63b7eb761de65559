from django.urls import path

from agenda.views import coberturas, eventos, series, suspension

app_name = "agenda"
urlpatterns = [
    path("agenda/nuevo/", eventos.crear, name="crear"),
    path("agenda/<int:pk>/prioridad/", eventos.prioridad, name="prioridad"),
    path("agenda/<int:pk>/repetir/", series.repetir, name="repetir"),
    path("agenda/<int:pk>/asignar/", coberturas.asignar, name="asignar"),
    path("agenda/cobertura/<int:pk>/retirar/", coberturas.retirar, name="retirar"),
    path("boletines/suspension/evento/<int:pk>/", suspension.decidir, name="decidir_suspension"),
]
