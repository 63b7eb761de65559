from django.urls import path

from paginas.views import paginas, solicitudes

app_name = "paginas"
urlpatterns = [
    path("paginas/", paginas.lista, name="lista"),
    path("paginas/nueva/", paginas.agregar, name="agregar"),
    path("paginas/<int:pk>/", paginas.ver, name="ver"),
    path("paginas/<int:pk>/editar/", paginas.editar, name="editar"),
    path("paginas/<int:pk>/leer/", paginas.leer, name="leer"),
    path("paginas/<int:pk>/revisada/", paginas.revisada, name="revisada"),
    path("paginas/<int:pk>/archivar/", paginas.archivar, name="archivar"),
    path("paginas/<int:pk>/actualizacion/", paginas.registrar, name="registrar"),
    path("paginas/captura/<int:pk>/", paginas.captura, name="captura"),
    path("paginas/cambios/<int:pk>/<slug:cual>.svg", paginas.miniatura, name="miniatura"),
    path("paginas/solicitudes/", solicitudes.lista, name="solicitudes"),
    path("paginas/<int:pagina_pk>/solicitar/", solicitudes.pedir, name="pedir"),
    path("paginas/solicitudes/<int:pk>/", solicitudes.ver, name="solicitud"),
    path("paginas/solicitudes/<int:pk>/acuse/", solicitudes.recibir, name="recibir"),
    path("paginas/solicitudes/<int:pk>/publicada/", solicitudes.publicada, name="publicada"),
    path("paginas/solicitudes/<int:pk>/verificar/", solicitudes.verificar, name="verificar"),
    path("paginas/solicitudes/<int:pk>/cancelar/", solicitudes.cancelar, name="cancelar"),
]
