/* Cómo va todo junto: la barra, su frase y el botón de pausar. */
import { tamano } from "./elementos.js";

const SEGUNDOS_PARA_CALCULAR = 5;
const ANUNCIO = 25; // se anuncia cada 25 % o al cambiar la cuenta

// Cuánto falta, según lo que ha subido desde que empezó.
class Ritmo {
  constructor() {
    this.desde = 0;
    this.octetos = 0;
  }

  falta(resta, van) {
    const ahora = Date.now();
    if (!this.desde) Object.assign(this, { desde: ahora, octetos: van });
    const segundos = (ahora - this.desde) / 1000;
    const velocidad = (van - this.octetos) / Math.max(segundos, 1);
    if (segundos < SEGUNDOS_PARA_CALCULAR || velocidad < 1) return "";
    const minutos = Math.ceil(resta / velocidad / 60);
    return minutos > 1 ? ` · unos ${minutos} min` : " · menos de un minuto";
  }
}

export class Total {
  constructor(form) {
    this.recuadro = form.querySelector("[data-total]");
    this.texto = form.querySelector("[data-total-texto]");
    this.barra = form.querySelector("[data-total-barra]");
    this.pausa = form.querySelector("[data-pausar-todo]");
    this.mientras = form.querySelector("[data-mientras]");
    this.ritmo = new Ritmo();
    this.anunciado = "";
  }

  // `como`: vivos, rechazados, listos, octetos (los de todos), van, pausado, hayRed, soloGuarda.
  pintar(como) {
    this.recuadro.hidden = !como.vivos && !como.rechazados && !como.listos;
    if (this.recuadro.hidden) return;
    const porcentaje = como.octetos ? Math.floor((como.van / como.octetos) * 100) : 100;
    this.barra.value = porcentaje;
    this.pausa.hidden = como.soloGuarda || !como.vivos;
    this.mientras.hidden = !como.vivos;
    const frase = this.frase(como) + noEntraron(como.rechazados);
    const cuenta = `${como.listos}-${como.rechazados}-${como.listos + como.vivos}`;
    const clave = `${Math.floor(porcentaje / ANUNCIO)}-${cuenta}-${como.pausado}-${como.hayRed}`;
    if (clave === this.anunciado) return;
    this.anunciado = clave;
    this.texto.textContent = frase;
  }

  frase({ vivos, rechazados, listos, octetos, van, pausado, hayRed, soloGuarda }) {
    const todos = listos + vivos;
    if (soloGuarda) return `${todos} en espera de señal · ${tamano(octetos)}`;
    if (!vivos) return `Listo: ${listos} de ${listos + rechazados}.`;
    if (pausado) return `En pausa: ${listos} de ${todos} · ${tamano(octetos)}`;
    if (!hayRed) return `Esperando señal: ${listos} de ${todos} · ${tamano(octetos)}`;
    const falta = this.ritmo.falta(octetos - van, van);
    return `Subiendo ${Math.min(listos + 1, todos)} de ${todos} · ${tamano(octetos)}${falta}`;
  }
}

function noEntraron(cuantos) {
  if (!cuantos) return "";
  return cuantos === 1 ? " 1 no entró." : ` ${cuantos} no entraron.`;
}
