from django.urls import path

from solicitudes.views import bandeja, decidir, mandar, puertas

app_name = "solicitudes"
urlpatterns = [
    path("solicitudes/", bandeja.lista, name="bandeja"),
    path("solicitudes/mandar/", mandar.mandar, name="mandar"),
    path("solicitudes/puertas/", puertas.puertas, name="puertas"),
    path("solicitudes/puertas/<int:pk>/cerrar/", puertas.cerrar, name="cerrar_puerta"),
    path("solicitudes/plazos/", puertas.plazos, name="plazos"),
    path("solicitudes/participacion/", puertas.participan, name="participacion"),
    path("solicitudes/participacion/<int:pk>/recordar/", puertas.recordar, name="recordar_a"),
    path("solicitudes/<int:pk>/", bandeja.ver, name="ver"),
    path("solicitudes/<int:pk>/agenda/", decidir.agenda, name="agenda"),
    path("solicitudes/<int:pk>/boletin/", decidir.boletin, name="boletin"),
    path("solicitudes/<int:pk>/diseno/", decidir.diseno, name="diseno"),
    path("solicitudes/<int:pk>/urgente/", decidir.urgente, name="urgente"),
    path("solicitudes/<int:pk>/preguntar/", decidir.preguntar, name="preguntar"),
    path("solicitudes/<int:pk>/posponer/", decidir.posponer, name="posponer"),
    path("solicitudes/<int:pk>/repetida/", decidir.repetida, name="repetida"),
    path("solicitudes/<int:pk>/no-procede/", decidir.no_procede, name="no_procede"),
    path("solicitudes/<int:pk>/atendida/", decidir.atendida, name="atendida"),
    path("solicitudes/<int:pk>/deshacer/", decidir.deshacer, name="deshacer"),
    path("solicitudes/<int:pk>/recordar/", decidir.recordar, name="recordar"),
]
