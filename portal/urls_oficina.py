from django.urls import path

from portal.views import atender, ediciones, previa

app_name = "portal_oficina"
urlpatterns = [
    path("", atender.bandeja, name="mensajes"),
    path("mensajes/<int:pk>/", atender.mensaje, name="mensaje"),
    path("mensajes/<int:pk>/descartar/", atender.descartar, name="descartar"),
    path("mensajes/<int:pk>/reabrir/", atender.reabrir, name="reabrir"),
    path("avisos/", atender.avisos, name="avisos"),
    path("avisos/<int:pk>/quitar/", atender.quitar_aviso, name="quitar_aviso"),
    path("paginas/", atender.paginas, name="paginas"),
    path("paginas/<str:clave>/", atender.pagina, name="pagina"),
    path("publico/", atender.publico, name="publico"),
    path("previa/<int:pk>/", previa.pagina, name="previa"),
    path("previa/<int:pk>/compartir", previa.imagen, name="previa_al_compartir"),
    path("previa/<int:pk>/<str:archivo>", previa.foto, name="previa_foto"),
    path("ediciones/", ediciones.ediciones, name="ediciones"),
    path("vista/<str:cual>/", ediciones.vista, name="vista"),
    path("vista/<str:cual>/buscar", ediciones.buscar, name="vista_buscar"),
    path("vista/<str:cual>/<path:camino>", ediciones.vista, name="vista_archivo"),
    path("actas/<int:pk>/", ediciones.acta, name="acta"),
    path("actas/<int:pk>/acta.pdf", ediciones.acta_pdf, name="acta_pdf"),
    path("actas/<int:pk>/relacion.csv", ediciones.acta_csv, name="acta_csv"),
]
