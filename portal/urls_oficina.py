from django.urls import path

from portal.views import ediciones

app_name = "portal_oficina"
urlpatterns = [
    path("ediciones/", ediciones.ediciones, name="ediciones"),
    path("vista/<str:cual>/", ediciones.vista, name="vista"),
    path("vista/<str:cual>/<path:camino>", ediciones.vista, name="vista_archivo"),
    path("actas/<int:pk>/", ediciones.acta, name="acta"),
    path("actas/<int:pk>/acta.pdf", ediciones.acta_pdf, name="acta_pdf"),
    path("actas/<int:pk>/relacion.csv", ediciones.acta_csv, name="acta_csv"),
]
