from django.urls import path

from portal.views import atender, ediciones, vigilar

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
    path("oficiales/", vigilar.paginas, name="vigilancia"),
    path("oficiales/<int:pk>/", vigilar.pagina, name="pagina_oficial"),
    path("oficiales/<int:pk>/revisar/", vigilar.pedir_revision, name="pedir_revision"),
    path("oficiales/<int:pk>/revisada/", vigilar.dar_por_revisada, name="dar_por_revisada"),
    path("revisiones/<int:pk>/contar/", vigilar.contar_cambio, name="contar_cambio"),
    path("revisiones/<int:pk>/captura.txt", vigilar.captura, name="captura"),
    path("solicitudes/", vigilar.solicitudes, name="solicitudes"),
    path("solicitudes/<int:pk>/avanzar/", vigilar.avanzar_solicitud, name="avanzar_solicitud"),
    path("publico/", atender.publico, name="publico"),
    path("ediciones/", ediciones.ediciones, name="ediciones"),
    path("vista/<str:cual>/", ediciones.vista, name="vista"),
    path("vista/<str:cual>/<path:camino>", ediciones.vista, name="vista_archivo"),
    path("actas/<int:pk>/", ediciones.acta, name="acta"),
    path("actas/<int:pk>/acta.pdf", ediciones.acta_pdf, name="acta_pdf"),
    path("actas/<int:pk>/relacion.csv", ediciones.acta_csv, name="acta_csv"),
]
