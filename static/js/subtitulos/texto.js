/* El texto que se guarda (SRT o WebVTT), leído en bloques. */
import { milisegundosDe } from "../grabacion/tiempos.js";

const BLOQUE = /^\s*(?:[^\n]*\n)?\s*([\d:.,]+)\s*-->\s*([\d:.,]+)[^\n]*(?:\n([\s\S]*))?$/;

// Los bloques, o null si alguno no se entiende: entonces manda el texto y no se pierde nada.
export function leerBloques(texto) {
  const limpio = texto.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const leidos = [];
  for (const bloque of limpio.split(/\n\s*\n/)) {
    if (!bloque.trim() || /^\s*WEBVTT/.test(bloque)) continue;
    const partes = BLOQUE.exec(bloque);
    if (!partes) return null;
    const [inicio, fin] = [milisegundosDe(partes[1]), milisegundosDe(partes[2])];
    if (Number.isNaN(inicio) || Number.isNaN(fin)) return null;
    leidos.push({ inicio, fin, dice: (partes[3] || "").trim() });
  }
  return leidos;
}
