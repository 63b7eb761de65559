"""Páginas de error en español: qué pasó, qué se conservó y qué hacer."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def formulario_vencido(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - firma de Django
    return render(request, "formulario_vencido.html", status=403)
