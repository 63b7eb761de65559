from django.urls import path

from portal.views import publico

app_name = "portal"
urlpatterns = [
    path("", publico.sin_construir, name="inicio"),
    path("buscar", publico.buscar, name="buscar"),
    path("agenda/<int:pk>.ics", publico.evento, name="evento_ics"),
    # Las páginas llenas son archivos; «Más recientes» de la última lleva aquí y de aquí a la cabeza.
    path("boletines/pagina/<int:numero>/", publico.pagina_por_llenarse, name="pagina"),
    path("<str:clase>/<slug:clave>/pagina/<int:numero>/", publico.pagina_por_llenarse, name="pagina_de_serie"),
]
