from django.urls import path

from boletines.views import fotos, lista, publicacion, redaccion, revision, versiones

app_name = "boletines"
urlpatterns = [
    path("", lista.lista, name="lista"),
    path("nuevo/", redaccion.crear, name="crear"),
    path("del-evento/<int:evento_pk>/", redaccion.crear_desde_evento, name="crear_desde_evento"),
    path("<int:pk>/", lista.ver, name="ver"),
    path("<int:pk>/boletin.pdf", lista.pdf, name="pdf"),
    path("<int:pk>/editar/", redaccion.editar, name="editar"),
    path("<int:pk>/autoguardar/", redaccion.autoguardar, name="autoguardar"),
    path("<int:pk>/unir/", redaccion.unir, name="unir"),
    path("<int:pk>/versiones/", versiones.versiones, name="versiones"),
    path("<int:pk>/versiones/<int:numero>/restaurar/", versiones.restaurar, name="restaurar"),
    path("<int:pk>/apartados/<int:apartado>/recuperar/", versiones.recuperar_apartado, name="recuperar_apartado"),
    path("<int:pk>/fotos/", fotos.fotos, name="fotos"),
    path("<int:pk>/fotos/<int:evidencia>/mover/", fotos.mover_foto, name="mover_foto"),
    path("<int:pk>/fotos/<int:evidencia>/quitar/", fotos.quitar_foto, name="quitar_foto"),
    path("<int:pk>/enviar/", revision.enviar, name="enviar"),
    path("<int:pk>/pedir-cambios/", revision.pedir_cambios, name="pedir_cambios"),
    path("<int:pk>/aprobar/", revision.aprobar, name="aprobar"),
    path("<int:pk>/publicar/", publicacion.publicar, name="publicar"),
    path("<int:pk>/retirar/", publicacion.retirar, name="retirar"),
]
