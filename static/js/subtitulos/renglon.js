/* Un subtítulo en la lista: sus dos tiempos, lo que dice y qué le falta. */
import { milisegundosDe, relojDeMilisegundos, tiempoSrt } from "../grabacion/tiempos.js";

const LETRAS = 200;

export class Renglon {
  constructor(elemento) {
    this.elemento = elemento;
    this.inicio = elemento.querySelector("[data-inicio]");
    this.fin = elemento.querySelector("[data-fin]");
    this.dice = elemento.querySelector("[data-dice]");
  }

  static nuevo(plantilla, { inicio, fin, dice }) {
    const renglon = new Renglon(plantilla.content.firstElementChild.cloneNode(true));
    renglon.inicio.value = relojDeMilisegundos(inicio);
    renglon.fin.value = relojDeMilisegundos(fin);
    renglon.dice.value = dice;
    return renglon;
  }

  get valores() {
    const dice = this.dice.value.replace(/\r/g, "");
    return {
      inicio: milisegundosDe(this.inicio.value),
      fin: milisegundosDe(this.fin.value),
      dice: dice.replace(/\n\s*\n/g, "\n").trim(),
    };
  }

  poner(cual, ms) {
    this[cual].value = relojDeMilisegundos(ms);
  }

  enfocar(cual = "dice") {
    this[cual].focus();
    this.elemento.scrollIntoView({ block: "nearest" });
  }

  // Como va en el archivo; un tiempo que no se entiende se queda como se escribió.
  comoSrt(numero) {
    return `${numero}\n${comoTiempo(this.inicio)} --> ${comoTiempo(this.fin)}\n${this.valores.dice}\n`;
  }

  // Dice qué le falta, según el que va antes; vacío si está bien.
  revisar(anterior) {
    const frase = queFalta(this.valores, anterior);
    const aviso = this.elemento.querySelector("[data-falta]");
    if (aviso.textContent !== frase) aviso.textContent = frase; // lo mismo no se anuncia dos veces
    aviso.hidden = !frase;
    this.elemento.classList.toggle("sub-mal", Boolean(frase));
    return frase;
  }

  numerar(numero) {
    if (this.elemento.dataset.numero === String(numero)) return;
    this.elemento.dataset.numero = String(numero);
    for (const lugar of this.elemento.querySelectorAll("[data-n]")) lugar.textContent = ` del subtítulo ${numero}`;
  }
}

function comoTiempo(campo) {
  const ms = milisegundosDe(campo.value);
  return Number.isNaN(ms) ? campo.value.trim() || "?" : tiempoSrt(ms);
}

function queFalta({ inicio, fin, dice }, anterior) {
  if (Number.isNaN(inicio) || Number.isNaN(fin)) return "Escribe el tiempo como 0:04.500.";
  if (fin <= inicio) return "Termina antes de empezar.";
  if (anterior && inicio < anterior.inicio) return "Empieza antes que el anterior."; // si sólo se encima, se recorta
  if (!dice) return "Falta lo que se dice.";
  return dice.length > LETRAS ? `Tiene ${dice.length} letras; usa ${LETRAS} o menos, o pártelo.` : "";
}
