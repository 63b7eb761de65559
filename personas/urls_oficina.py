from django.urls import path

from personas.views import ajustes, catalogos, oficina, personas

app_name = "personas"
urlpatterns = [
    path("perfil/", ajustes.perfil, name="perfil"),
    path("perfil/colores/", ajustes.colores, name="colores"),
    path("bienvenida/", ajustes.bienvenida, name="bienvenida"),
    path("ajustes/", ajustes.ajustes, name="ajustes"),
    path("ajustes/bitacora/", ajustes.bitacora, name="bitacora"),
    path("ajustes/oficina/", oficina.oficina, name="oficina"),
    path("ajustes/identidad/", oficina.identidad, name="identidad"),
    path("ajustes/identidad.zip", oficina.bajar_identidad, name="bajar_identidad"),
    path("ajustes/oficina/<str:cual>.png", oficina.imagen, name="imagen"),
    path("ajustes/dependencias/", catalogos.lista, {"cual": "dependencias"}, name="dependencias"),
    path("ajustes/dependencias/<int:pk>/", catalogos.renglon, {"cual": "dependencias"}, name="dependencia"),
    path(
        "ajustes/dependencias/<int:pk>/mover/",
        catalogos.mover,
        {"cual": "dependencias"},
        name="mover_dependencia",
    ),
    path("ajustes/comunidades/", catalogos.lista, {"cual": "comunidades"}, name="comunidades"),
    path("ajustes/comunidades/<int:pk>/", catalogos.renglon, {"cual": "comunidades"}, name="comunidad"),
    path("ajustes/comunidades/<int:pk>/mover/", catalogos.mover, {"cual": "comunidades"}, name="mover_comunidad"),
    path("ajustes/personas/", personas.personas, name="personas"),
    path("ajustes/personas/invitaciones/<int:pk>/retirar/", personas.retirar, name="retirar_invitacion"),
    path("ajustes/personas/<int:pk>/", personas.persona, name="persona"),
    path("ajustes/personas/<int:pk>/correo/", personas.correo, name="correo"),
    path("ajustes/personas/<int:pk>/acceso/", personas.acceso, name="acceso"),
]
