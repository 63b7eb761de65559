from django.urls import path

from pmd import views

app_name = "pmd"
urlpatterns = [path("pmd/cargar/", views.cargar, name="cargar")]
