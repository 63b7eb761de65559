from django.urls import path

from personas import views, views_catalogos, views_oficina, views_personas

app_name = "personas"
urlpatterns = [
    path("perfil/", views.perfil, name="perfil"),
    path("perfil/tema/", views.tema, name="tema"),
    path("bienvenida/", views.bienvenida, name="bienvenida"),
    path("ajustes/", views.ajustes, name="ajustes"),
    path("ajustes/bitacora/", views.bitacora, name="bitacora"),
    path("ajustes/oficina/", views_oficina.oficina, name="oficina"),
    path("ajustes/oficina/<str:cual>.png", views_oficina.imagen, name="imagen"),
    path("ajustes/dependencias/", views_catalogos.lista, {"cual": "dependencias"}, name="dependencias"),
    path("ajustes/dependencias/<int:pk>/", views_catalogos.renglon, {"cual": "dependencias"}, name="dependencia"),
    path(
        "ajustes/dependencias/<int:pk>/mover/",
        views_catalogos.mover,
        {"cual": "dependencias"},
        name="mover_dependencia",
    ),
    path("ajustes/comunidades/", views_catalogos.lista, {"cual": "comunidades"}, name="comunidades"),
    path("ajustes/comunidades/<int:pk>/", views_catalogos.renglon, {"cual": "comunidades"}, name="comunidad"),
    path("ajustes/comunidades/<int:pk>/mover/", views_catalogos.mover, {"cual": "comunidades"}, name="mover_comunidad"),
    path("ajustes/calendario/", views_oficina.calendario, name="calendario"),
    path("ajustes/calendario/dias/<int:pk>/quitar/", views_oficina.quitar_dia, name="quitar_dia"),
    path("ajustes/calendario/periodos/<int:pk>/terminar/", views_oficina.terminar_periodo, name="terminar_periodo"),
    path("ajustes/personas/", views_personas.personas, name="personas"),
    path("ajustes/personas/invitaciones/<int:pk>/retirar/", views_personas.retirar, name="retirar_invitacion"),
    path("ajustes/personas/<int:pk>/", views_personas.persona, name="persona"),
    path("ajustes/personas/<int:pk>/correo/", views_personas.correo, name="correo"),
    path("ajustes/personas/<int:pk>/acceso/", views_personas.acceso, name="acceso"),
]
