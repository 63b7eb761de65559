from django.urls import path, re_path

from media_library.views import archivo, biblioteca, cortes

app_name = "media_library"
urlpatterns = [
    path("", biblioteca.biblioteca, name="biblioteca"),
    path("subir/", biblioteca.subir, name="subir"),
    path("lote/", biblioteca.lote, name="lote"),
    path("papelera/", biblioteca.ver_papelera, name="papelera"),
    path("papelera/restaurar/", biblioteca.restaurar, name="restaurar"),
    path("espacio/", archivo.ver_espacio, name="espacio"),
    path("bajas/", archivo.bajas, name="bajas"),
    path("bajas/nueva/", archivo.nueva_baja, name="nueva_baja"),
    path("bajas/<int:pk>/acta.pdf", archivo.acta, name="acta"),
    path("<int:pk>/", biblioteca.ver, name="ver"),
    path("<int:pk>/cortes/", cortes.cortes, name="cortes"),
    path("<int:pk>/cortes/nuevo/", cortes.nuevo_corte, name="nuevo_corte"),
    path("<int:pk>/portada/", cortes.portada, name="portada"),
    path("<int:pk>/subtitulos/", cortes.subtitulos, name="subtitulos"),
    re_path(r"^(?P<pk>[0-9]{1,18})/subtitulos\.(?P<formato>srt|vtt)$", cortes.archivo_de_subtitulos, name="vtt"),
    path("cortes/<int:pk>/", cortes.cambiar_corte, name="cambiar_corte"),
    path("cortes/<int:pk>/quitar/", cortes.quitar_corte, name="quitar_corte"),
    path("cortes/<int:pk>/restaurar/", cortes.restaurar_corte, name="restaurar_corte"),
    path("cortes/<int:pk>/archivo/", cortes.archivo_del_corte, name="archivo_del_corte"),
    path("<int:pk>/editar/", biblioteca.editar, name="editar"),
    path("<int:pk>/papelera/", biblioteca.tirar, name="tirar"),
    path("<int:pk>/reintentar/", biblioteca.reintentar, name="reintentar"),
    re_path(r"^(?P<pk>[0-9]{1,18})/archivo/(?P<receta>[a-z0-9.-]{1,40})$", biblioteca.archivo, name="archivo"),
]
