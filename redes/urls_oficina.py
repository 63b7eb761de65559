from django.urls import path

from redes import views

app_name = "redes"
urlpatterns = [
    path("redes/", views.lista, name="lista"),
    path("redes/<int:pk>/", views.publicacion, name="publicacion"),
    path("redes/<int:pk>/marcar/", views.marcar, name="marcar"),
    path("redes/<int:pk>/descartar/", views.descartar, name="descartar"),
    path("redes/<int:pk>/recuperar/", views.recuperar, name="recuperar"),
]
