from django.urls import path

from personas.views import estrenar_cuenta

app_name = "cuenta"
urlpatterns = [path("r/cuenta/<str:token>/", estrenar_cuenta.aceptar, name="aceptar")]
