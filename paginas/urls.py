from django.urls import path

from paginas import views, views_solicitudes

app_name = "paginas"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.agregar, name="agregar"),
    path("<int:pk>/", views.ver, name="ver"),
    path("<int:pk>/editar/", views.editar, name="editar"),
    path("<int:pk>/leer/", views.leer, name="leer"),
    path("<int:pk>/revisada/", views.revisada, name="revisada"),
    path("<int:pk>/archivar/", views.archivar, name="archivar"),
    path("<int:pk>/actualizacion/", views.registrar, name="registrar"),
    path("captura/<int:pk>/", views.captura, name="captura"),
    path("solicitudes/", views_solicitudes.lista, name="solicitudes"),
    path("<int:pagina_pk>/solicitar/", views_solicitudes.pedir, name="pedir"),
    path("solicitudes/<int:pk>/", views_solicitudes.ver, name="solicitud"),
    path("solicitudes/<int:pk>/acuse/", views_solicitudes.recibir, name="recibir"),
    path("solicitudes/<int:pk>/publicada/", views_solicitudes.publicada, name="publicada"),
    path("solicitudes/<int:pk>/verificar/", views_solicitudes.verificar, name="verificar"),
    path("solicitudes/<int:pk>/cancelar/", views_solicitudes.cancelar, name="cancelar"),
]
