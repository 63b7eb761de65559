from django.urls import path

from cadena.views import agenda, calendario, cambios, evento, evidencia, pmd, semanal, tablero

app_name = "cadena"
urlpatterns = [
    path("tablero/", tablero.tablero, name="tablero"),
    path("tablero/cada-lunes/", semanal.cada_lunes, name="cada_lunes"),
    path("tablero/cada-lunes/dejar/", semanal.dejar_de_recibir, name="dejar_de_recibir"),
    path("tablero/decisiones/", tablero.decisiones, name="decisiones"),
    path("tablero/lista/<slug:lista>/", tablero.lista, name="lista_del_tablero"),
    path("pmd/", pmd.pmd, name="pmd"),
    path("pmd/lineas/<slug:de>/<int:pk>/", pmd.lineas, name="lineas"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/dia/", calendario.dia, name="dia"),
    path("agenda/semana/", calendario.semana, name="semana"),
    path("agenda/mes/", calendario.mes, name="mes"),
    path("agenda/exportar.<slug:formato>", calendario.exportar, name="exportar_agenda"),
    path("agenda/<int:pk>/", evento.evento, name="evento"),
    path("agenda/<int:pk>/editar/", cambios.editar, name="editar"),
    path("agenda/<int:pk>/estado/", evento.mover_estado, name="mover_estado"),
    path("agenda/<int:pk>/hora/", cambios.cambiar_hora, name="cambiar_hora"),
    path("agenda/<int:pk>/hora/deshacer/", cambios.deshacer_hora, name="deshacer_hora"),
    path("agenda/<int:pk>/reprogramar/", cambios.reprogramar, name="reprogramar"),
    # Las mismas direcciones que da `media_library`: `comsocial.urls` pone antes a la cadena y contesta ella.
    path("biblioteca/<int:pk>/", evidencia.ver, name="evidencia"),
    path("biblioteca/<int:pk>/editar/", evidencia.editar, name="editar_evidencia"),
    path("biblioteca/cartas/<int:pk>/", evidencia.carta, name="carta"),
    path("biblioteca/cartas/<int:pk>/revocar/", evidencia.revocar, name="revocar_carta"),
]
