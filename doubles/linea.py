"""La línea del tiempo como la vería la gente, y cada publicación en su dirección, con sus datos para compartirse."""

import html

from doubles.muro import Datos, Muro

ESTILO = """
body{font:16px/1.5 system-ui,sans-serif;background:#f0f2f5;color:#1c1e21;margin:0}
header{background:#fff;border-bottom:1px solid #dadde1;padding:16px}
h1{font-size:20px;margin:0 auto;max-width:560px}
main{max-width:560px;margin:16px auto;padding:0 12px}
article{background:#fff;border:1px solid #dadde1;border-radius:8px;margin-bottom:16px;overflow:hidden}
article>p,article>footer{padding:0 16px;white-space:pre-line}
.quien{display:flex;gap:10px;align-items:center;padding:12px 16px 0}
.quien b{display:block}.quien time{color:#65676b;font-size:13px}
.sello{width:40px;height:40px;border-radius:50%;background:#7a2d1e;color:#fff;display:grid;place-items:center}
.fotos{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:2px}
.fotos img{width:100%;height:220px;object-fit:cover;display:block}
.tarjeta{margin:0 16px 16px;padding:10px;background:#f0f2f5;border-radius:6px;overflow-wrap:anywhere;font-size:14px}
"""


def _dicho(texto: str) -> str:
    return html.escape(texto, quote=True)


def _hoja(titulo: str, cuerpo: str, metas: str = "") -> bytes:
    cabeza = (
        f"<!doctype html><html lang='es'><head><meta charset='utf-8'><title>{_dicho(titulo)}</title>"
        f"<meta name='viewport' content='width=device-width,initial-scale=1'>{metas}<style>{ESTILO}</style></head>"
    )
    return f"{cabeza}<body><header><h1>{_dicho(titulo)}</h1></header><main>{cuerpo}</main></body></html>".encode()


def pagina_html(muro: Muro, pagina: str) -> bytes:
    """El muro, de lo más nuevo a lo más viejo."""
    articulos = "".join(_articulo(muro, p) for p in muro.visibles(pagina)[::-1])
    return _hoja(muro.nombre(pagina), articulos or "<p>Todavía no hay publicaciones.</p>")


def publicacion_html(muro: Muro, pagina: str, numero: str) -> bytes | None:
    """Una publicación en su dirección pública; nada si no existe o todavía no se ve."""
    p = next((p for p in muro.visibles(pagina) if p["id"] == f"{pagina}_{numero}"), None)
    if p is None:
        return None
    metas = "".join(
        f"<meta property='og:{nombre}' content='{_dicho(valor)}'>"
        for nombre, valor in (
            ("title", muro.nombre(pagina)),
            ("description", p["message"]),
            ("url", p["permalink_url"]),
            *(("image", f"/__ui__/foto/{foto}") for foto in p["fotos"]),
        )
    )
    return _hoja(muro.nombre(pagina), _articulo(muro, p), metas)


def _articulo(muro: Muro, p: Datos) -> str:
    nombre, numero = muro.nombre(p["pagina"]), p["id"].rpartition("_")[2]
    fotos = "".join(
        f"<img src='/__ui__/foto/{f}' alt='{_dicho(muro.fotos[f]['alt_text_custom'])}'>" for f in p["fotos"]
    )
    return (
        f"<article id='p{p['id']}'><div class='quien'><span class='sello'>{_dicho(nombre[:1])}</span>"
        f"<span><b>{_dicho(nombre)}</b><time>{p['created_time'][:16].replace('T', ' ')}</time></span></div>"
        f"<p>{_dicho(p['message'])}</p>"
        + (f"<div class='tarjeta'>{_dicho(p['link'])}</div>" if p["link"] else "")
        + (f"<div class='fotos'>{fotos}</div>" if fotos else "")
        + f"<footer><a href='/{p['pagina']}/posts/{numero}'>Ver la publicación</a></footer></article>"
    )
