from django.urls import path

from portal import views

app_name = "portal"
urlpatterns = [
    path("", views.sin_construir, name="inicio"),
    path("buscar", views.buscar, name="buscar"),
    path("agenda/<int:pk>.ics", views.evento, name="evento_ics"),
]
