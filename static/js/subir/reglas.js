/* Lo que de seguro no entra se dice antes de mandar nada, con las palabras del servidor; lo demás sigue. */
const MB = 1048576;

const palabras = (texto) => new Set((texto || "").split(" ").filter(Boolean));

function porSuNombre(nombre, limites) {
  const aceptadas = palabras(limites.extensiones);
  const extension = nombre.includes(".") ? nombre.split(".").pop().toLowerCase() : "";
  if (!aceptadas.size || !extension || aceptadas.has(extension)) return "";
  if (palabras(limites.ajenas).has(extension))
    return `«${nombre}» es una imagen de un formato que no se acepta; guárdala como JPEG o PNG.`;
  return `«${nombre}» no es foto, video ni audio.`;
}

// Por qué no entra ese archivo, o nada. `esperan` son los octetos que ya están por subir.
export function porQueNo({ name: nombre, size: octetos }, { limites, libre, esperan }) {
  const frase = porSuNombre(nombre, limites);
  if (frase) return frase;
  if (!octetos) return `«${nombre}» está vacío.`;
  if (limites.tope && octetos > Number(limites.tope))
    return `«${nombre}» pesa demasiado; el máximo son ${Math.floor(limites.tope / MB)} MB.`;
  if (libre && octetos + esperan > Number(libre))
    return `No hay espacio en el servidor para «${nombre}». No se guardó; avisa a quien lo administra.`;
  return "";
}
