from django.urls import path, re_path

from media_library.views import archivo, biblioteca, derechos, subidas

app_name = "media_library"
urlpatterns = [
    path("", biblioteca.biblioteca, name="biblioteca"),
    path("subir/", biblioteca.subir, name="subir"),
    path("subidas/", subidas.nueva, name="subidas"),
    path("subidas/<uuid:clave>/", subidas.una, name="una_subida"),
    path("subidas/<uuid:clave>/resultado/", subidas.resultado, name="resultado_de_subida"),
    path("lote/", biblioteca.lote, name="lote"),
    path("papelera/", biblioteca.ver_papelera, name="papelera"),
    path("papelera/restaurar/", biblioteca.restaurar, name="restaurar"),
    path("espacio/", archivo.ver_espacio, name="espacio"),
    path("bajas/", archivo.bajas, name="bajas"),
    path("bajas/nueva/", archivo.nueva_baja, name="nueva_baja"),
    path("bajas/<int:pk>/acta.pdf", archivo.acta, name="acta"),
    path("cartas/", derechos.cartas, name="cartas"),
    path("cartas/nueva/", derechos.nueva_carta, name="nueva_carta"),
    path("cartas/<int:pk>/", derechos.carta, name="carta"),
    path("cartas/<int:pk>/revocar/", derechos.revocar, name="revocar"),
    path("cartas/<int:pk>/archivo", derechos.archivo_de_carta, name="archivo_de_carta"),
    path("<int:pk>/derechos/", derechos.derechos, name="derechos"),
    path("<int:pk>/derechos/sin-difuminar/", derechos.sin_difuminar, name="sin_difuminar"),
    path("<int:pk>/derechos/olvidar/", derechos.olvidar_difuminado, name="olvidar_difuminado"),
    path("<int:pk>/", biblioteca.ver, name="ver"),
    path("<int:pk>/editar/", biblioteca.editar, name="editar"),
    path("<int:pk>/papelera/", biblioteca.tirar, name="tirar"),
    path("<int:pk>/reintentar/", biblioteca.reintentar, name="reintentar"),
    re_path(r"^(?P<pk>[0-9]{1,18})/archivo/(?P<receta>[a-z0-9.-]{1,40})$", biblioteca.archivo, name="archivo"),
]
