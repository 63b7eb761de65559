from django.urls import path, re_path

from cronograma.views import celda, cierre, informes, pegar, plan, reglas, tabla

app_name = "cronograma"
urlpatterns = [
    path("cronograma/", tabla.actual, name="actual"),
    path("cronograma/cargar/", tabla.cargar, name="cargar"),
    path("cronograma/reglas/", reglas.reglas, name="reglas"),
    path("cronograma/reglas/<slug:regla>/", reglas.cambiar, name="cambiar_regla"),
    path("cronograma/informes/", informes.lista, name="informes"),
    path("cronograma/informes/abrir/", informes.abrir, name="abrir_informe"),
    path("cronograma/informes/<int:pk>/", informes.informe, name="informe"),
    path("cronograma/informes/<int:pk>/generar/", informes.generar, name="generar_informe"),
    path("cronograma/informes/<int:pk>/fotos/", informes.fotos, name="fotos_del_informe"),
    path("cronograma/informes/<int:pk>/fotos/escoger/", informes.escoger, name="escoger_fotos"),
    path("cronograma/informes/<int:pk>/vista-previa.pdf", informes.vista_previa, name="previa_del_informe"),
    re_path(
        r"^cronograma/informes/(?P<pk>\d{1,18})/(?P<numero>\d{1,4})\.(?P<extension>pdf|pptx|xlsx)$",
        informes.archivo,
        name="archivo_del_informe",
    ),
    path("cronograma/<int:ejercicio>/", tabla.ejercicio, name="ejercicio"),
    path("cronograma/<int:ejercicio>/plan/", plan.plan, name="plan"),
    path("cronograma/plan/pegar/", pegar.pegar, name="pegar"),
    path("cronograma/actividades/<int:pk>/mover/", plan.mover, name="mover"),
    path("cronograma/<int:ejercicio>/plan/copiar/", plan.copiar, name="copiar"),
    path("cronograma/<int:ejercicio>/plan/nueva/", plan.nueva, name="nueva"),
    path("cronograma/actividades/<int:pk>/", plan.actividad, name="actividad"),
    path("cronograma/actividades/<int:pk>/retirar/", plan.retirar, name="retirar"),
    path("cronograma/<int:ejercicio>/poa.pdf", tabla.rejilla, name="rejilla"),
    path("cronograma/<int:ejercicio>/cronograma.pdf", tabla.pdf, name="pdf"),
    path("cronograma/<int:ejercicio>/<int:mes>/cierre/", cierre.cierre, name="cierre"),
    path("cronograma/<int:ejercicio>/<int:mes>/cierre/firmar/", cierre.firmar, name="firmar"),
    path("cronograma/<int:ejercicio>/<int:mes>/cierre/borrador.pdf", cierre.borrador, name="borrador"),
    path("cronograma/<int:ejercicio>/<int:mes>/cierre/<int:version>.pdf", cierre.documento, name="documento"),
    path("cronograma/cierres/<int:pk>/reabrir/", cierre.reabrir, name="reabrir"),
    path("cronograma/cierres/<int:pk>/contrafirmar/", cierre.contrafirmar, name="contrafirmar"),
    path("cronograma/celda/<int:actividad_pk>/<int:mes>/", celda.celda, name="celda"),
    path("cronograma/celda/<int:actividad_pk>/<int:mes>/meta/", celda.meta, name="meta"),
    path("cronograma/celda/<int:actividad_pk>/<int:mes>/no-cuenta/", celda.no_cuenta, name="no_cuenta"),
    path("cronograma/celda/<int:actividad_pk>/<int:mes>/explicar/", cierre.explicar, name="explicar"),
    path("cronograma/no-cuenta/<int:pk>/vuelve/", celda.vuelve, name="vuelve"),
]
