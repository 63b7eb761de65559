"""El ejemplo de nginx no deshace lo que cuida el servidor."""

import re
from pathlib import Path

from django.conf import settings

from nucleo.checks import rutas


def test_solo_las_subidas_pasan_sin_juntarse():
    conf = (Path(settings.BASE_DIR) / "docs" / "ejemplos" / "nginx.conf").read_text()
    lugar = re.search(r"location @subidas \{(.*?)\n    \}", conf, re.DOTALL)

    assert conf.count("proxy_request_buffering off") == lugar[1].count("proxy_request_buffering off") == 1
    assert "client_body_timeout" in conf
    assert "limit_conn por_direccion" in conf


def se_registra(conf, ruta):
    """Lo que el mapa del ejemplo deja de una dirección, con el primer renglón que le toque."""
    mapa = re.search(r"map \$request_uri \$lo_que_se_registra \{(.+?)\n\}", conf, re.DOTALL)[1]
    for patron, queda in re.findall(r'"~(.+?)" "(.+?)";', mapa):
        if hallado := re.match(patron.replace("(?<", "(?P<"), ruta):
            return re.sub(r"\$(\w+)", lambda nombre: hallado[nombre[1]], queda)
    return ruta


def test_el_secreto_de_un_enlace_no_queda_en_el_registro():
    """Todas las rutas con secreto que monta el sitio; las demás se registran enteras."""
    conf = (Path(settings.BASE_DIR) / "docs" / "ejemplos" / "nginx.conf").read_text()
    con_secreto = [
        re.sub(r"<(?:\w+:)?\w+>|\(\?P<.+?\)", "secreto", camino) for camino, _, _ in rutas() if "token" in camino
    ]

    assert "access_log /var/log/nginx/comsocial.log sin_secretos;" in conf
    assert "$request_uri" not in re.search(r"log_format .+", conf)[0]
    assert len(con_secreto) > 10
    assert [r for r in con_secreto if "secreto" in se_registra(conf, f"/{r}")] == []
    assert se_registra(conf, "/boletines/2026/feria/?a=1") == "/boletines/2026/feria/?a=1"
