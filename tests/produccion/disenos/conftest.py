"""Quién pide y quién aprueba los diseños."""

import pytest

from tests.fabricas.personas import PersonaFactory


@pytest.fixture
def redactora():
    return PersonaFactory(papeles=["redaccion"])


@pytest.fixture
def directora():
    return PersonaFactory(papeles=["directora"])
