from django.urls import path

from difusion import views, views_redes

app_name = "difusion"
urlpatterns = [
    path("salidas/", views.salidas, name="salidas"),
    path("salidas/freno/", views.freno, name="freno"),
    path("salidas/reenviar-autorizados/", views.reenviar_autorizados, name="reenviar_autorizados"),
    path("salidas/<int:pk>/", views.ver, name="ver"),
    path("salidas/<int:pk>/decidir/", views.decidir, name="decidir"),
    path("redes/", views_redes.redes, name="redes"),
    path("redes/<int:pk>/", views_redes.publicacion, name="publicacion"),
    path("redes/<int:pk>/marcar/", views_redes.marcar, name="marcar"),
    path("redes/<int:pk>/descartar/", views_redes.descartar, name="descartar"),
    path("redes/<int:pk>/recuperar/", views_redes.recuperar, name="recuperar"),
]
