from django.urls import path

from boletines import views, views_retiro, views_suspension

app_name = "boletines"
urlpatterns = [
    path("", views.lista, name="lista"),
    path("suspension/", views_suspension.suspension, name="suspension"),
    path("suspension/regla/", views_suspension.fijar_regla, name="fijar_regla"),
    path("<int:pk>/suspension/", views_suspension.decidir, name="decidir_suspension"),
    path("retiro/", views_retiro.retiro_urgente, name="retiro_urgente"),
    path("retiro/<int:pk>/", views_retiro.acta, name="acta_de_retiro"),
    path("retiro/<int:pk>/acta.pdf", views_retiro.acta_pdf, name="acta_de_retiro_pdf"),
    path("retiro/pendientes/<int:pk>/", views_retiro.cumplir, name="cumplir_retiro"),
    path("nuevo/", views.crear, name="crear"),
    path("del-evento/<int:evento_pk>/", views.crear_desde_evento, name="crear_desde_evento"),
    path("<int:pk>/", views.ver, name="ver"),
    path("<int:pk>/editar/", views.editar, name="editar"),
    path("<int:pk>/fotos/", views.fotos, name="fotos"),
    path("<int:pk>/fotos/<int:evidencia>/mover/", views.mover_foto, name="mover_foto"),
    path("<int:pk>/fotos/<int:evidencia>/quitar/", views.quitar_foto, name="quitar_foto"),
    path("<int:pk>/enviar/", views.enviar, name="enviar"),
    path("<int:pk>/pedir-cambios/", views.pedir_cambios, name="pedir_cambios"),
    path("<int:pk>/aprobar/", views.aprobar, name="aprobar"),
    path("<int:pk>/publicar/", views.publicar, name="publicar"),
    path("<int:pk>/retirar/", views.retirar, name="retirar"),
    path("<int:pk>/boletin.pdf", views.pdf, name="pdf"),
]
