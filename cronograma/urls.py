from django.urls import path

from cronograma import views

app_name = "cronograma"
urlpatterns = [
    path("", views.actual, name="actual"),
    path("cargar/", views.cargar, name="cargar"),
    path("<int:ejercicio>/", views.ejercicio, name="ejercicio"),
    path("<int:ejercicio>/cronograma.pdf", views.pdf, name="pdf"),
    path("celda/<int:actividad_pk>/<int:mes>/", views.celda, name="celda"),
    path("celda/<int:actividad_pk>/<int:mes>/meta/", views.meta, name="meta"),
    path("evidencia/<int:pk>/anular/", views.anular, name="anular"),
]
