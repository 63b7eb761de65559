from django.urls import path

from portal.views import atender, ediciones, previa

app_name = "portal_oficina"
urlpatterns = [
    path("portal/", atender.bandeja, name="mensajes"),
    path("portal/mensajes/<int:pk>/", atender.mensaje, name="mensaje"),
    path("portal/mensajes/<int:pk>/descartar/", atender.descartar, name="descartar"),
    path("portal/mensajes/<int:pk>/reabrir/", atender.reabrir, name="reabrir"),
    path("portal/avisos/", atender.avisos, name="avisos"),
    path("portal/avisos/<int:pk>/quitar/", atender.quitar_aviso, name="quitar_aviso"),
    path("portal/paginas/", atender.paginas, name="paginas"),
    path("portal/paginas/<str:clave>/", atender.pagina, name="pagina"),
    path("portal/paginas/<str:clave>/<int:numero>/", atender.version, name="version"),
    path("portal/publico/", atender.publico, name="publico"),
    path("portal/previa/<int:pk>/", previa.pagina, name="previa"),
    path("portal/previa/<int:pk>/compartir", previa.imagen, name="previa_al_compartir"),
    path("portal/previa/<int:pk>/<str:archivo>", previa.foto, name="previa_foto"),
    path("portal/ediciones/", ediciones.ediciones, name="ediciones"),
    path("portal/vista/<str:cual>/", ediciones.vista, name="vista"),
    path("portal/vista/<str:cual>/buscar", ediciones.buscar, name="vista_buscar"),
    path("portal/vista/<str:cual>/<path:camino>", ediciones.vista, name="vista_archivo"),
    path("portal/actas/<int:pk>/", ediciones.acta, name="acta"),
    path("portal/actas/<int:pk>/acta.pdf", ediciones.acta_pdf, name="acta_pdf"),
    path("portal/actas/<int:pk>/relacion.csv", ediciones.acta_csv, name="acta_csv"),
]
