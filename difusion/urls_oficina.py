from django.urls import path

from difusion.views import salidas

app_name = "difusion"
urlpatterns = [
    path("salidas/", salidas.salidas, name="salidas"),
    path("salidas/freno/", salidas.freno, name="freno"),
    path("salidas/reenviar-autorizados/", salidas.reenviar_autorizados, name="reenviar_autorizados"),
    path("salidas/por-verificar/", salidas.decidir_juntos, name="decidir_juntos"),
    path("salidas/<int:pk>/", salidas.ver, name="ver"),
    path("salidas/<int:pk>/decidir/", salidas.decidir, name="decidir"),
]
