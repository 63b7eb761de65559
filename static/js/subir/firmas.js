/* Qué es un archivo por sus primeros octetos, con la tabla del servidor: gana la primera firma que concuerda. */
const BLANCOS = new Set([0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0d, 0x0a]);

const deHex = (texto) => Uint8Array.from(texto.match(/../g) || [], (par) => parseInt(par, 16));

function estaEn(octetos, lugar, parte, mascara) {
  if (lugar + parte.length > octetos.length) return false;
  return parte.every((octeto, n) => (octetos[lugar + n] & (mascara ? mascara[n] : 0xff)) === octeto);
}

function estaDentro(octetos, hasta, parte) {
  for (let lugar = 0; lugar + parte.length <= Math.min(hasta, octetos.length); lugar++)
    if (estaEn(octetos, lugar, parte)) return true;
  return false;
}

function concuerda({ partes, mascara, dentro, trasBlancos }, octetos) {
  const bits = mascara && deHex(mascara);
  if (!partes.every(([lugar, hex]) => estaEn(octetos, lugar, deHex(hex), bits))) return false;
  if (dentro && !estaDentro(octetos, dentro[0], deHex(dentro[1]))) return false;
  if (!trasBlancos) return true;
  const inicio = octetos.findIndex((octeto) => !BLANCOS.has(octeto));
  return inicio >= 0 && estaEn(octetos, inicio, deHex(trasBlancos));
}

// La firma de esos octetos, con su tipo o la frase de por qué no entra; nada si no dicen nada conocido.
export function firmaDe(octetos, firmas) {
  return firmas.find((firma) => concuerda(firma, octetos));
}

// Los primeros octetos de un archivo, o nada si ya no se puede leer.
export async function leerInicio(archivo, cuantos) {
  try {
    return new Uint8Array(await archivo.slice(0, cuantos).arrayBuffer());
  } catch {
    return null;
  }
}
