from django.urls import path

from redes.views import calendario, componer, cuentas, decidir, publicacion

app_name = "redes"
urlpatterns = [
    path("redes/", publicacion.lista, name="lista"),
    path("redes/semana/", calendario.semana, name="semana"),
    path("redes/por-verificar/", decidir.por_resolver, name="por_resolver"),
    path("redes/cuenta/", cuentas.cuenta, name="cuenta"),
    path("redes/nueva/", componer.nueva, name="nueva"),
    path("redes/componer/<int:pk>/", componer.componer, name="componer"),
    path("redes/componer/<int:pk>/aprobar/", componer.aprobar, name="aprobar"),
    path("redes/componer/<int:pk>/devolver/", componer.devolver, name="devolver"),
    path("redes/componer/<int:pk>/escribir/", componer.escribir, name="escribir"),
    path("redes/componer/<int:pk>/mover/", calendario.mover, name="mover"),
    path("redes/<int:pk>/", publicacion.publicacion, name="publicacion"),
    path("redes/<int:pk>/fotos/", publicacion.fotos, name="fotos"),
    path("redes/<int:pk>/marcar/", publicacion.marcar, name="marcar"),
    path("redes/<int:pk>/descartar/", publicacion.descartar, name="descartar"),
    path("redes/<int:pk>/recuperar/", publicacion.recuperar, name="recuperar"),
    path("redes/<int:pk>/si-salio/", decidir.si_salio, name="si_salio"),
    path("redes/<int:pk>/enviar-otra-vez/", decidir.enviar_otra_vez, name="enviar_otra_vez"),
    path("redes/<int:pk>/mirar/", decidir.mirar, name="mirar"),
    path("redes/<int:pk>/a-mano/", decidir.a_mano, name="a_mano"),
]
