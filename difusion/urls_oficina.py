from django.urls import path

from difusion.views import redes, salidas

app_name = "difusion"
urlpatterns = [
    path("salidas/", salidas.salidas, name="salidas"),
    path("salidas/freno/", salidas.freno, name="freno"),
    path("salidas/reenviar-autorizados/", salidas.reenviar_autorizados, name="reenviar_autorizados"),
    path("salidas/<int:pk>/", salidas.ver, name="ver"),
    path("salidas/<int:pk>/decidir/", salidas.decidir, name="decidir"),
    path("redes/", redes.redes, name="redes"),
    path("redes/<int:pk>/", redes.publicacion, name="publicacion"),
    path("redes/<int:pk>/marcar/", redes.marcar, name="marcar"),
    path("redes/<int:pk>/descartar/", redes.descartar, name="descartar"),
    path("redes/<int:pk>/recuperar/", redes.recuperar, name="recuperar"),
]
