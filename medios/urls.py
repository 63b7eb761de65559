from django.urls import path

from medios import views, views_respuesta

app_name = "medios"
urlpatterns = [
    path("oficina/medios/", views.directorio, name="directorio"),
    path("oficina/medios/nuevo/", views.crear, name="crear"),
    path("oficina/medios/<int:pk>/", views.ver, name="ver"),
    path("oficina/medios/<int:pk>/editar/", views.editar, name="editar"),
    path("oficina/medios/<int:pk>/archivar/", views.archivar, name="archivar"),
    path("oficina/medios/<int:medio_pk>/contactos/nuevo/", views.crear_contacto, name="crear_contacto"),
    path("oficina/medios/contactos/<int:pk>/", views.editar_contacto, name="editar_contacto"),
    path("oficina/medios/contactos/<int:pk>/archivar/", views.archivar_contacto, name="archivar_contacto"),
    path("r/<str:token>/", views_respuesta.respuesta, name="respuesta"),
    path("r/<str:token>/evento.ics", views_respuesta.calendario, name="calendario"),
]
