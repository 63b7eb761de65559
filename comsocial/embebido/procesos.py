"""Qué procesos del sistema corren en esta carpeta de datos."""

from comsocial.embebido import postgres, redis
from comsocial.embebido.maquina.sistema import marcados, padre


def corriendo() -> list[tuple[str, int]]:
    """Papel y pid del proceso principal de cada uno; los hijos de un mismo programa no se repiten."""
    propios = marcados()
    lista = [
        (programa.partition("_")[0], pid)
        for pid, programa in sorted(propios.items())
        if propios.get(padre(pid)) != programa
    ]
    servidores = (("postgres", postgres.pid()), ("redis", redis.pid()))
    return lista + [(papel, pid) for papel, pid in servidores if pid is not None]
