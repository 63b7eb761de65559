from django.urls import path

from personas import views_cuenta

app_name = "cuenta"
urlpatterns = [path("r/cuenta/<str:token>/", views_cuenta.aceptar, name="aceptar")]
