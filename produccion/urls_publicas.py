from django.urls import path

from produccion.views.disenos import publicas

app_name = "produccion_publicas"
urlpatterns = [path("r/diseno/<str:token>/", publicas.aprobar, name="aprobar")]
