/* El renglón de un archivo: su miniatura, su avance, qué le pasa y sus botones. */
import { boton, crear, tamano } from "./elementos.js";

const FRASES = {
  espera: "En espera",
  subiendo: "Subiendo",
  pausa: "En pausa",
  guardando: "Guardando en la biblioteca…",
  sinRed: "Sin conexión. No borres el archivo.",
  fallo: "No se pudo subir.",
};
const SUELTO = " Es muy grande para guardarse aquí: mantén abierta esta pantalla hasta que termine.";
const SE_REANUDAN = ["pausa", "fallo", "sinRed"];
const SIN_PAUSA = ["rechazado", "guardando"];
const SE_VEN = /^image\/(jpeg|png|webp|avif)$/;

export class Fila {
  constructor(dato, { estaGuardado, sePausa, alPausar, alQuitar }) {
    this.estaGuardado = estaGuardado;
    this.sePausa = sePausa;
    this.barra = crear("progress", { max: 100, value: 0 });
    this.barra.setAttribute("aria-label", `Avance de ${dato.nombre}`);
    this.texto = crear("span", { className: "bib-estado" });
    this.pausar = boton("Pausar", dato.nombre, alPausar);
    const acciones = crear("span", { className: "bib-fila-acciones" });
    acciones.append(this.pausar, boton("Quitar", dato.nombre, alQuitar));
    this.elemento = crear("li", { className: "bib-fila" });
    const nombre = crear("span", { className: "bib-nombre" }, `${dato.nombre} · ${tamano(dato.octetos)}`);
    this.elemento.append(miniatura(dato), nombre, acciones, this.barra, this.texto);
  }

  poner(estado, frase = "") {
    const rechazado = estado === "rechazado";
    const suelto = this.estaGuardado || rechazado ? "" : SUELTO;
    const guardado = estado === "sinRed" && this.estaGuardado ? " Sigue guardado en este aparato." : "";
    this.texto.textContent = (frase || FRASES[estado]) + guardado + suelto;
    this.pausar.hidden = !this.sePausa || SIN_PAUSA.includes(estado);
    this.pausar.firstChild.textContent = SE_REANUDAN.includes(estado) ? "Reanudar" : "Pausar";
    this.elemento.classList.toggle("bib-rechazado", rechazado);
    this.barra.hidden = rechazado;
  }

  avanzar(porcentaje) {
    this.barra.value = porcentaje;
    this.texto.textContent = porcentaje < 100 ? `Subiendo, ${porcentaje} %` : FRASES.guardando;
  }

  quitar() {
    this.elemento.remove();
  }
}

function miniatura(dato) {
  if (!SE_VEN.test(dato.tipo)) return crear("span", { className: "bib-mini", ariaHidden: "true" }, queEs(dato.tipo));
  const imagen = crear("img", { className: "bib-mini", alt: "", src: URL.createObjectURL(dato.archivo) });
  imagen.addEventListener("load", () => URL.revokeObjectURL(imagen.src));
  return imagen;
}

function queEs(tipo) {
  if (tipo.startsWith("video")) return "Video";
  return tipo.startsWith("audio") ? "Audio" : "";
}
