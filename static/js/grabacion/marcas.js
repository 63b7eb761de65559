/* Las marcas de inicio y fin de un corte: se ponen con el ratón, con teclas o escribiendo el tiempo. */
import { relojDeSegundos, segundosDe } from "./tiempos.js";

const MARCAS = ["inicio", "fin"];
const PASOS = { ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1, PageUp: 5, PageDown: -5 };
const MOVIMIENTO_MINIMO = 1 / 200; // de la grabación: menos es un clic

const estaEscribiendo = (evento) => evento.target.closest("input, textarea, select, [contenteditable]");

export class Marcas {
  constructor(grabacion, onda, formulario) {
    this.grabacion = grabacion;
    this.onda = onda;
    this.campos = Object.fromEntries(MARCAS.map((cual) => [cual, formulario.querySelector(`[name=${cual}]`)]));
    this.asas = Object.fromEntries(MARCAS.map((cual) => [cual, onda.elemento.querySelector(`[data-asa=${cual}]`)]));
    this.banda = onda.elemento.querySelector("[data-tramo]");
    this.dura = document.querySelector("[data-dura]");
    this.seDetieneEn = null;
    this.atender();
    this.pintar();
  }

  atender() {
    const { grabacion, onda } = this;
    grabacion.addEventListener("timeupdate", () => this.detenerAlFin());
    grabacion.addEventListener("loadedmetadata", () => this.pintar());
    for (const cual of MARCAS) {
      this.campos[cual].addEventListener("input", () => this.pintar());
      this.asas[cual].addEventListener("keydown", (evento) => this.moverConTecla(cual, evento));
    }
    for (const boton of document.querySelectorAll("[data-marcar]"))
      boton.addEventListener("click", () => this.poner(boton.dataset.marcar, grabacion.currentTime));
    document.querySelector("[data-oir]").addEventListener("click", () => this.oir());
    onda.elemento.addEventListener("pointerdown", (evento) => this.arrastrar(evento));
    document.addEventListener("keydown", (evento) => this.atajo(evento));
  }

  // El segundo de una marca; la que falta o no se entiende es la orilla de la grabación.
  leer(cual) {
    const segundo = segundosDe(this.campos[cual].value);
    if (!Number.isNaN(segundo)) return Math.min(segundo, this.onda.dura);
    return cual === "inicio" ? 0 : this.onda.dura;
  }

  poner(cual, segundo) {
    this.campos[cual].value = relojDeSegundos(Math.min(this.onda.dura, Math.max(0, segundo)));
    this.pintar();
  }

  pintar() {
    if (!this.onda.dura) return;
    const [inicio, fin] = MARCAS.map((cual) => this.leer(cual));
    this.banda.style.left = this.onda.porcentaje(Math.min(inicio, fin));
    this.banda.style.width = this.onda.porcentaje(Math.abs(fin - inicio));
    for (const cual of MARCAS) this.pintarAsa(cual);
    this.dura.textContent = fin > inicio ? `El tramo dura ${relojDeSegundos(fin - inicio)}` : "";
  }

  pintarAsa(cual) {
    const [asa, segundo] = [this.asas[cual], this.leer(cual)];
    asa.style.left = this.onda.porcentaje(segundo);
    asa.setAttribute("aria-valuemin", "0");
    asa.setAttribute("aria-valuemax", this.onda.dura.toFixed(2));
    asa.setAttribute("aria-valuenow", segundo.toFixed(2));
    asa.setAttribute("aria-valuetext", relojDeSegundos(segundo));
  }

  oir() {
    this.grabacion.currentTime = this.leer("inicio");
    this.seDetieneEn = this.leer("fin");
    this.grabacion.play();
  }

  detenerAlFin() {
    if (this.seDetieneEn === null || this.grabacion.currentTime < this.seDetieneEn) return;
    this.grabacion.pause();
    this.seDetieneEn = null;
  }

  moverConTecla(cual, evento) {
    const orillas = { Home: 0, End: this.onda.dura };
    const paso = PASOS[evento.key];
    if (paso) this.poner(cual, this.leer(cual) + paso * (evento.shiftKey ? 10 : 1));
    else if (evento.key in orillas) this.poner(cual, orillas[evento.key]);
    else return;
    evento.preventDefault();
  }

  // Con un asa mueve esa marca; en el resto de la onda marca de un punto a otro, y un clic sólo lleva la grabación ahí.
  arrastrar(evento) {
    const { onda } = this;
    const asa = evento.target.closest("[data-asa]");
    const desde = onda.segundoEn(evento);
    let arrastro = false;
    const mover = (movimiento) => {
      const segundo = onda.segundoEn(movimiento);
      if (!arrastro && !asa && Math.abs(segundo - desde) < onda.dura * MOVIMIENTO_MINIMO) return;
      arrastro = true;
      if (asa) this.poner(asa.dataset.asa, segundo);
      else {
        this.poner("inicio", Math.min(desde, segundo));
        this.poner("fin", Math.max(desde, segundo));
      }
    };
    const soltar = () => {
      onda.elemento.removeEventListener("pointermove", mover);
      if (asa) asa.focus();
      else if (!arrastro) this.grabacion.currentTime = desde;
    };
    onda.elemento.setPointerCapture(evento.pointerId);
    onda.elemento.addEventListener("pointermove", mover);
    onda.elemento.addEventListener("pointerup", soltar, { once: true });
  }

  atajo(evento) {
    if (evento.ctrlKey || evento.metaKey || evento.altKey || estaEscribiendo(evento)) return;
    if (evento.key === "i") this.poner("inicio", this.grabacion.currentTime);
    if (evento.key === "o") this.poner("fin", this.grabacion.currentTime);
    if (evento.key === "p") this.oir();
  }
}
