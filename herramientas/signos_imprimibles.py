"""Hace `templates/typst/signos.txt`: los signos que typst dibuja con sus letras y las de `static/fuentes/ttf`.

Se corre a mano al cambiar de letras o de versión de typst: `.venv/bin/python herramientas/signos_imprimibles.py`.
Tarda cerca de un minuto. `tests/personas/dominio/test_imprimible.py` avisa si la lista ya no es cierta.
"""

import json
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typst

RAIZ = Path(__file__).resolve().parent.parent
PLANTILLA = '#let datos = json(bytes(sys.inputs.datos))\n#set document(title: "x")\n#set text(font: "Public Sans")\n'
CJK = 0x3000  # de aquí en adelante casi todo falta: si una muestra de la página falta, falta entera


class Imprenta:
    def __init__(self, plantilla: Path) -> None:
        self.plantilla = plantilla
        self.abrir()

    def abrir(self) -> None:
        fuentes = [str(RAIZ / "static/fuentes/ttf")]
        self.typst = typst.Compiler(str(self.plantilla), root="/", font_paths=fuentes, ignore_system_fonts=True)

    def dibuja(self, signos: list[str]) -> bool:
        entrada = {"datos": json.dumps({"t": " ".join(signos)}, ensure_ascii=False)}
        try:
            self.typst.compile(format="pdf", sys_inputs=entrada, pdf_standards=["ua-1"])
        except BaseException as error:
            if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
                raise
            self.abrir()
            return False
        return True

    def los_que_dibuja(self, signos: list[str]) -> list[str]:
        if not signos or self.dibuja(signos):
            return signos
        mitad = len(signos) // 2
        return self.los_que_dibuja(signos[:mitad]) + self.los_que_dibuja(signos[mitad:]) if mitad else []


def paginas() -> Iterator[list[str]]:
    for desde in range(0, sys.maxunicode, 256):
        signos = [chr(n) for n in range(desde, desde + 256)]
        yield [s for s in signos if unicodedata.category(s) not in {"Cc", "Cs", "Co", "Cn"}]


def intervalos(signos: list[str]) -> Iterator[str]:
    tramos: list[list[int]] = []
    for numero in sorted(map(ord, signos)):
        if tramos and numero == tramos[-1][1] + 1:
            tramos[-1][1] = numero
        else:
            tramos.append([numero, numero])
    return (f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in tramos)


def main() -> None:
    with tempfile.TemporaryDirectory() as carpeta:
        plantilla = Path(carpeta) / "signos.typ"
        plantilla.write_text(PLANTILLA + "#datos.t\n")
        imprenta, hallados = Imprenta(plantilla), []
        for signos in paginas():
            muestra = signos[:: max(1, len(signos) // 10)]
            if signos and (ord(signos[0]) < CJK or any(imprenta.dibuja([s]) for s in muestra)):
                hallados += imprenta.los_que_dibuja(signos)
    (RAIZ / "templates/typst/signos.txt").write_text(" ".join(intervalos(hallados)) + "\n")


if __name__ == "__main__":
    main()
