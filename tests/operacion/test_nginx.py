"""El ejemplo de nginx no deshace lo que cuida el servidor."""

import re
from pathlib import Path

from django.conf import settings


def test_solo_las_subidas_pasan_sin_juntarse():
    conf = (Path(settings.BASE_DIR) / "docs" / "ejemplos" / "nginx.conf").read_text()
    lugar = re.search(r"location @subidas \{(.*?)\n    \}", conf, re.DOTALL)

    assert conf.count("proxy_request_buffering off") == lugar[1].count("proxy_request_buffering off") == 1
    assert "client_body_timeout" in conf
    assert "limit_conn por_direccion" in conf
