/* Lo que de seguro no entra se dice antes de mandar nada, con las palabras del servidor; lo demás sigue. */
import { firmaDe, leerInicio } from "./firmas.js";
import { medidasDe } from "./medidas.js";

const MB = 1048576;
const MILLON = 1000000;
const CABECERA = 262144; // hasta ahí llega la de una foto con su miniatura dentro

export const yaNoEsta = (nombre) =>
  `«${nombre}» cambió o ya no está donde estaba: elígelo otra vez. Lo que se había subido de él no se usa.`;

function desconocido(nombre, { grabaciones, noSeAbre }) {
  const extension = nombre.split(".").pop().toLowerCase();
  if (grabaciones.includes(extension)) return noSeAbre.replace("{}", () => nombre);
  return `«${nombre}» no es foto, video ni audio.`;
}

function porLoQueEs({ name: nombre }, octetos, limites) {
  const { firmas, inicio, tope, topeJpeg } = limites;
  const firma = firmaDe(octetos.subarray(0, inicio), firmas);
  if (!firma) return desconocido(nombre, limites);
  if (firma.frase) return firma.frase.replace("{}", () => nombre);
  const esJpeg = firma.tipo === "image/jpeg";
  const [ancho, alto] = medidasDe(octetos, firma.tipo) || [0, 0];
  const maximo = esJpeg ? topeJpeg : tope;
  if (ancho * alto <= maximo * MILLON) return "";
  const cifra = (numero) => Math.round(numero).toLocaleString("es-MX");
  const consejo = esJpeg ? "Expórtala más chica" : `Expórtala más chica, o como JPEG (hasta ${topeJpeg})`;
  return (
    `«${nombre}» mide ${cifra(ancho)} × ${cifra(alto)} (${cifra((ancho * alto) / MILLON)} millones de pixeles); ` +
    `el máximo son ${maximo}. ${consejo}.`
  );
}

function limitesDe(datos) {
  return {
    firmas: JSON.parse(datos.firmas),
    inicio: Number(datos.inicio),
    tope: Number(datos.pixeles),
    topeJpeg: Number(datos.pixelesDeJpeg),
    grabaciones: datos.grabaciones.split(" "),
    noSeAbre: datos.noSeAbre,
  };
}

// Por qué no entra ese archivo, o nada. `esperan` son los octetos que ya están por subir.
export async function porQueNo(archivo, { limites, libre, esperan }) {
  const { name: nombre, size: octetos } = archivo;
  if (!octetos) return `«${nombre}» está vacío.`;
  if (limites.tope && octetos > Number(limites.tope))
    return `«${nombre}» pesa demasiado; el máximo son ${Math.floor(limites.tope / MB)} MB.`;
  if (limites.firmas) {
    const cabecera = await leerInicio(archivo, CABECERA);
    const frase = cabecera ? porLoQueEs(archivo, cabecera, limitesDe(limites)) : yaNoEsta(nombre);
    if (frase) return frase;
  }
  if (libre && octetos + esperan > Number(libre))
    return `No hay espacio en el servidor para «${nombre}». No se guardó; avisa a quien lo administra.`;
  return "";
}

// Los primeros octetos como viajan en el anuncio: así el servidor también dice que no antes de recibir nada.
export async function inicioDe(archivo, limites) {
  const octetos = await leerInicio(archivo, Number(limites.inicio) || 0);
  return octetos ? btoa(String.fromCharCode(...octetos)) : "";
}
