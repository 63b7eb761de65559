from django.urls import path

from personas import views

app_name = "personas"
urlpatterns = [
    path("perfil/", views.perfil, name="perfil"),
    path("perfil/tema/", views.tema, name="tema"),
    path("ajustes/", views.ajustes, name="ajustes"),
    path("bienvenida/", views.bienvenida, name="bienvenida"),
]
