"""Quién trabaja en la demostración: oficina, dependencias, cuentas y directorio. Repetirlo no cambia nada."""

from dataclasses import dataclass
from datetime import datetime

from comsocial.demo.plan import catalogo
from medios.dominio.directorio import guardar_contacto, guardar_medio
from medios.models import Contacto, Medio
from nucleo.texto.formato import clave_orden
from personas.dominio.oficina import guardar_oficina, terminar_bienvenida
from personas.models import Comunidad, Dependencia, Oficina, Persona
from suspension.dominio.periodos import agregar_periodo
from suspension.models import PeriodoSuspension


@dataclass(frozen=True)
class Elenco:
    """Las cuentas, las dependencias y las comunidades por su clave."""

    personas: dict[str, Persona]
    dependencias: dict[str, Dependencia]
    comunidades: dict[str, Comunidad]

    def __getitem__(self, usuario: str) -> Persona:
        return self.personas[usuario]


def preparar(clave: str, ahora: datetime) -> Elenco:
    """Deja lista la oficina con sus cuentas, su directorio y los periodos de suspensión de 2021."""
    dependencias = {c: _dependencia(nombre) for c, nombre in catalogo.DEPENDENCIAS.items()}
    comunidades = {nombre: _comunidad(nombre) for nombre in catalogo.COMUNIDADES}
    personas = {usuario: _persona(usuario, *datos, dependencias, clave) for usuario, *datos in catalogo.CUENTAS}
    elenco = Elenco(personas, dependencias, comunidades)
    directora = personas["directora"]
    if Oficina.objects.actual().configurada_en is None:
        guardar_oficina(datos=dict(catalogo.OFICINA), por=directora, ahora=ahora)
        terminar_bienvenida(por=directora, ahora=ahora)
    for nombre, tipo, cobertura, municipio, contactos in catalogo.MEDIOS:
        _medio(nombre, tipo, cobertura, municipio, contactos, directora, ahora)
    for tipo, nombre, desde, hasta, fundamento in catalogo.PERIODOS:
        if not PeriodoSuspension.objects.filter(nombre=nombre).exists():
            periodo = PeriodoSuspension(tipo=tipo, nombre=nombre, inicio=desde, fin=hasta, fundamento=fundamento)
            agregar_periodo(periodo, por=directora, ahora=ahora)
    return elenco


def _dependencia(nombre: str) -> Dependencia:
    return Dependencia.objects.get_or_create(nombre=nombre, defaults={"orden": clave_orden(nombre)})[0]


def _comunidad(nombre: str) -> Comunidad:
    nombre = nombre.removeprefix("la ").capitalize() if nombre.startswith("la ") else nombre
    return Comunidad.objects.get_or_create(nombre=nombre, defaults={"orden": clave_orden(nombre)})[0]


def _persona(
    usuario: str,
    nombre: str,
    cargo: str,
    papel: str,
    dependencia: str,
    dependencias: dict[str, Dependencia],
    clave: str,
) -> Persona:
    persona = Persona.objects.filter(username=usuario).first()
    if persona is None:
        persona = Persona(
            username=usuario,
            first_name=nombre,
            cargo=cargo,
            papeles=[papel],
            dependencia=dependencias.get(dependencia),
            email=f"{usuario}@mazamitla.invalid",
        )
        persona.set_password(clave)
        persona.save()
    return persona


def _medio(
    nombre: str, tipo: str, cobertura: str, municipio: str, contactos: tuple, por: Persona, ahora: datetime
) -> None:
    if Medio.objects.filter(nombre=nombre).exists():
        return
    medio = guardar_medio(
        Medio(nombre=nombre, tipo=tipo, cobertura=cobertura, municipio=municipio), por=por, ahora=ahora
    )
    for quien, cargo, correo, telefono, recibe in contactos:
        contacto = Contacto(
            medio=medio,
            nombre=quien,
            cargo=cargo,
            correo=correo,
            telefono=telefono,
            recibe_boletines=recibe,
            **catalogo.PREFIEREN.get((nombre, quien), {}),
        )
        guardar_contacto(contacto, por=por, ahora=ahora)
