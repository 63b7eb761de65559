from django.urls import path, re_path

from media_library import views

app_name = "media_library"
urlpatterns = [
    path("", views.biblioteca, name="biblioteca"),
    path("subir/", views.subir, name="subir"),
    path("lote/", views.lote, name="lote"),
    path("papelera/", views.ver_papelera, name="papelera"),
    path("papelera/restaurar/", views.restaurar, name="restaurar"),
    path("<int:pk>/", views.ver, name="ver"),
    path("<int:pk>/editar/", views.editar, name="editar"),
    path("<int:pk>/papelera/", views.tirar, name="tirar"),
    path("<int:pk>/reintentar/", views.reintentar, name="reintentar"),
    re_path(r"^(?P<pk>[0-9]{1,18})/archivo/(?P<receta>[a-z0-9.-]{1,40})$", views.archivo, name="archivo"),
]
