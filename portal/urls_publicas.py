from django.urls import path

from portal.views import prensa, publico, recibir

app_name = "portal"
urlpatterns = [
    path("", publico.sin_construir, name="inicio"),
    path("buscar", publico.buscar, name="buscar"),
    path("agenda/<int:pk>.ics", publico.evento, name="evento_ics"),
    path("suscripcion/alta", recibir.suscribirse, name="suscribirse"),
    path("suscripcion/confirmar/<str:ficha>/", recibir.confirmar, name="confirmar"),
    path("suscripcion/baja/<str:ficha>/", recibir.baja, name="baja"),
    path("sala-de-prensa/confirmar/<int:pk>/", recibir.asistencia, name="asistencia"),
    path("contacto/enviar", recibir.contacto, name="contacto"),
    path("boletines/<int:ejercicio>/<slug:slug>/prensa/paquete.zip", prensa.paquete, name="paquete"),
    path("bajar/<path:camino>", prensa.bajar, name="bajar"),
    # Las páginas llenas son archivos; «Más recientes» de la última lleva aquí y de aquí a la cabeza.
    path("boletines/pagina/<int:numero>/", publico.pagina_por_llenarse, name="pagina"),
    path("<str:clase>/<slug:clave>/pagina/<int:numero>/", publico.pagina_por_llenarse, name="pagina_de_serie"),
]
