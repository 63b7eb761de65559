"""Los clientes de las redes que publican solas; las demás van a mano."""

from redes.clientes.contrato import Limites
from redes.clientes.facebook import LIMITES as DE_FACEBOOK
from redes.estados import Red

LIMITES: dict[str, Limites] = {
    Red.FACEBOOK: DE_FACEBOOK,
    Red.YOUTUBE: Limites(texto=5000, fotos=1, octetos_por_foto=50 * 1024 * 1024, corta_en=150),
}
