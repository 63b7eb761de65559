"""allauth: sin registro público; las cuentas nacen de una invitación."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class SinRegistroPublico(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - firma de allauth
        return False
