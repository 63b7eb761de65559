from django.urls import path, re_path

from media_library.views import biblioteca, cortes, derechos, visor
from media_library.views.compartir import memoria, paquetes
from media_library.views.entrada import buzones, cobertura, subidas, telefono
from media_library.views.originales import descargas, espacio
from media_library.views.seleccion import albumes, elegir, lote

app_name = "media_library"
urlpatterns = [
    path("biblioteca/", biblioteca.biblioteca, name="biblioteca"),
    path("biblioteca/subir/", biblioteca.subir, name="subir"),
    path("biblioteca/subir/sin-senal/", telefono.sin_senal, name="subir_sin_senal"),
    path("biblioteca/compartir/", telefono.compartir, name="compartir"),
    path("biblioteca/subidas/", subidas.nueva, name="subidas"),
    path("biblioteca/subidas/etiquetas/", subidas.etiquetar, name="etiquetar_subidas"),
    path("biblioteca/subidas/<uuid:clave>/", subidas.una, name="una_subida"),
    path("biblioteca/subidas/<uuid:clave>/resultado/", subidas.resultado, name="resultado_de_subida"),
    path("biblioteca/lote/", lote.cambiar, name="lote"),
    path("biblioteca/lote/papelera/", lote.tirar_varias, name="tirar_varias"),
    re_path(r"^biblioteca/lote/zip/(?P<calidad>web|alta)/$", lote.bajar, name="bajar"),
    path("biblioteca/papelera/", biblioteca.ver_papelera, name="papelera"),
    path("biblioteca/papelera/restaurar/", biblioteca.restaurar, name="restaurar"),
    path("biblioteca/espacio/", espacio.ver_espacio, name="espacio"),
    path("biblioteca/espacio/cancelar/<uuid:clave>/", espacio.cancelar_subida, name="cancelar_subida"),
    path("biblioteca/espacio/reintentar/", espacio.reintentar_fallidas, name="reintentar_fallidas"),
    path("biblioteca/bajas/", espacio.bajas, name="bajas"),
    path("biblioteca/bajas/nueva/", espacio.nueva_baja, name="nueva_baja"),
    path("biblioteca/bajas/<int:pk>/acta.pdf", espacio.acta, name="acta"),
    path("biblioteca/compartir-enlace/", paquetes.compartir, name="compartir_paquete"),
    path("biblioteca/enlaces/", paquetes.lista, name="paquetes"),
    path("biblioteca/enlaces/<int:pk>/retirar/", paquetes.retirar, name="retirar_paquete"),
    path("biblioteca/buzones/", buzones.lista, name="buzones"),
    path("biblioteca/buzones/nuevo/", buzones.nuevo, name="nuevo_buzon"),
    path("biblioteca/buzones/aceptar/", buzones.aceptar, name="aceptar_aportaciones"),
    path("biblioteca/buzones/<int:pk>/", buzones.ver, name="buzon"),
    path("biblioteca/buzones/<int:pk>/renovar/", buzones.renovar, name="renovar_buzon"),
    path("biblioteca/buzones/<int:pk>/retirar/", buzones.retirar, name="retirar_buzon"),
    path("biblioteca/albumes/", albumes.lista, name="albumes"),
    path("biblioteca/albumes/<int:pk>/", albumes.album, name="album"),
    path("biblioteca/albumes/<int:pk>/quitar/", albumes.quitar, name="quitar_album"),
    path("biblioteca/cartas/", derechos.cartas, name="cartas"),
    path("biblioteca/cartas/nueva/", derechos.nueva_carta, name="nueva_carta"),
    path("biblioteca/cartas/<int:pk>/", derechos.carta, name="carta"),
    path("biblioteca/cartas/<int:pk>/revocar/", derechos.revocar, name="revocar"),
    path("biblioteca/cartas/<int:pk>/archivo", derechos.archivo_de_carta, name="archivo_de_carta"),
    path("biblioteca/<int:pk>/derechos/", derechos.derechos, name="derechos"),
    path("biblioteca/<int:pk>/difuminar/", derechos.difuminar, name="difuminar"),
    path("biblioteca/<int:pk>/derechos/sin-difuminar/", derechos.sin_difuminar, name="sin_difuminar"),
    path("biblioteca/<int:pk>/derechos/olvidar/", derechos.volver_a_decidir, name="olvidar_difuminado"),
    path("biblioteca/<int:pk>/", visor.ver, name="ver"),
    path("biblioteca/<int:pk>/cortes/", cortes.cortes, name="cortes"),
    path("biblioteca/<int:pk>/cortes/nuevo/", cortes.nuevo_corte, name="nuevo_corte"),
    path("biblioteca/<int:pk>/portada/", cortes.portada, name="portada"),
    path("biblioteca/<int:pk>/subtitulos/", cortes.subtitulos, name="subtitulos"),
    re_path(
        r"^biblioteca/(?P<pk>[0-9]{1,18})/subtitulos\.(?P<formato>srt|vtt)$", cortes.archivo_de_subtitulos, name="vtt"
    ),
    path("biblioteca/cortes/<int:pk>/", cortes.editar_corte, name="cambiar_corte"),
    path("biblioteca/cortes/<int:pk>/quitar/", cortes.quitar_corte, name="quitar_corte"),
    path("biblioteca/cortes/<int:pk>/restaurar/", cortes.devolver_corte, name="restaurar_corte"),
    path("biblioteca/cortes/<int:pk>/archivo/", cortes.archivo_del_corte, name="archivo_del_corte"),
    path("biblioteca/<int:pk>/editar/", visor.editar, name="editar"),
    path("biblioteca/elegir/", elegir.elegir, name="elegir"),
    path("biblioteca/<int:pk>/veredicto/", elegir.veredicto, name="veredicto"),
    path("biblioteca/<int:pk>/calificar/", visor.calificar, name="calificar"),
    path("biblioteca/<int:pk>/etiquetas/<int:etiqueta_pk>/quitar/", visor.quitar_etiqueta, name="quitar_etiqueta"),
    path("biblioteca/<int:pk>/albumes/<int:album_pk>/quitar/", visor.quitar_del_album, name="quitar_del_album"),
    path("biblioteca/<int:pk>/papelera/", biblioteca.tirar, name="tirar"),
    path("biblioteca/<int:pk>/reintentar/", visor.reintentar, name="reintentar"),
    re_path(
        r"^biblioteca/(?P<pk>[0-9]{1,18})/archivo/(?P<receta>[a-z0-9.-]{1,40})$", descargas.archivo, name="archivo"
    ),
    path("agenda/<int:pk>/memoria/", memoria.memoria, name="memoria"),
    path("agenda/<int:pk>/memoria.pdf", memoria.memoria_pdf, name="memoria_pdf"),
    path("agenda/<int:pk>/contactos.pdf", memoria.contactos_pdf, name="contactos_pdf"),
    path("agenda/cobertura/<int:pk>/entregar/", cobertura.entregar, name="entregar_cobertura"),
]
