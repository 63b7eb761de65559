"""Texto plegado en PostgreSQL sin extensiones: minúsculas, sin acentos y con sólo letras y cifras."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce

CON_ACENTO = (
    "áéíóúüñàèìòùâêîôûäëïöçÁÉÍÓÚÜÑÀÈÌÒÙÂÊÎÔÛÄËÏÖÇ"  # en la configuración «C», lower() no toca las mayúsculas acentuadas
)
SIN_ACENTO = "aeiouunaeiouaeiouaeioc" * 2
DE_LA_EVIDENCIA = ("titulo", "pie", "personas", "credito", "texto_alternativo", "nombre_de_archivo")


class Vector(Func):
    """El vector de varios campos. Sólo usa funciones inmutables: puede ser una columna generada."""

    output_field = SearchVectorField()

    def __init__(self, *campos: str, **extra: Any) -> None:
        super().__init__(*(Coalesce(F(campo), Value("")) for campo in campos), **extra)

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # noqa: ARG002 - firma de Django
        partes = [compiler.compile(expresion) for expresion in self.source_expressions]
        junto = " || ' ' || ".join(sql for sql, _ in partes)
        parametros = [p for _, suyos in partes for p in suyos]
        plegado = f"translate(lower({junto}), '{CON_ACENTO}', '{SIN_ACENTO}')"
        return f"to_tsvector('simple'::regconfig, regexp_replace({plegado}, '[^a-z0-9]+', ' ', 'g'))", parametros
