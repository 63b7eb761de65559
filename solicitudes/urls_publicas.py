"""Las direcciones de quien no tiene cuenta: la puerta de su dependencia y la página de cada solicitud."""

from django.urls import include, path

from solicitudes.views import puerta

DE_LA_PUERTA = [
    path("r/puerta/<str:token>/", puerta.entrar, name="entrar"),
    path("r/puerta/<str:token>/<int:pk>/", puerta.enviada, name="enviada"),
    path("r/solicitud/<str:token>/", puerta.solicitud, name="solicitud"),
    path("r/solicitud/<str:token>/archivos/", puerta.archivos, name="archivos"),
    path("r/solicitud/<str:token>/subidas/", puerta.subidas, name="subidas"),
    path("r/solicitud/<str:token>/subidas/<uuid:clave>/", puerta.una_subida, name="una_subida"),
    path("r/solicitud/<str:token>/subidas/<uuid:clave>/resultado/", puerta.resultado, name="resultado"),
]
urlpatterns = [path("", include((DE_LA_PUERTA, "puerta")))]
