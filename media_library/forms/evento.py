from typing import Any

from django import forms

from agenda.models import Evento
from personas.models import Persona

NO_EXISTE = "Ese evento ya no existe o no puedes verlo."


class CampoDeEvento(forms.ModelChoiceField):
    """El evento de lo que se sube, entre los que la persona puede ver. Viaja escondido: se escoge en otra parte."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        mensajes = {"invalid_choice": NO_EXISTE}
        super().__init__(Evento.objects.none(), required=False, error_messages=mensajes, **kwargs)

    def para(self, persona: Persona) -> None:
        """Deja escoger sólo lo que esa persona ve."""
        self.queryset = Evento.objects.visibles_para(persona).select_related("dependencia")
