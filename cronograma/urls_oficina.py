from django.urls import path

from cronograma import views

app_name = "cronograma"
urlpatterns = [
    path("cronograma/", views.actual, name="actual"),
    path("cronograma/cargar/", views.cargar, name="cargar"),
    path("cronograma/<int:ejercicio>/", views.ejercicio, name="ejercicio"),
    path("cronograma/<int:ejercicio>/cronograma.pdf", views.pdf, name="pdf"),
    path("cronograma/celda/<int:actividad_pk>/<int:mes>/", views.celda, name="celda"),
    path("cronograma/celda/<int:actividad_pk>/<int:mes>/meta/", views.meta, name="meta"),
    path("cronograma/evidencia/<int:pk>/anular/", views.anular, name="anular"),
]
