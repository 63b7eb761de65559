/* Mandar un archivo por partes y reanudarlo (tus), y entender qué contestó el servidor. */
import { yaNoEsta } from "./reglas.js";

const TRAMO = 1048576;
const ESPERAS = [0, 1000, 3000, 5000, 10000, 30000];
const NO_SE_REINTENTA = new Set([400, 403, 404, 410, 412, 413, 415]);
const SE_RECHAZO = new Set([400, 413, 415, 429]);

// Empieza a mandarlo. `dato.direccion` es donde iba, si ya se había empezado.
export function enviar(dato, { destino, token, estaGuardado, alTenerDireccion, alAvanzar, alLlegar, alFallar }) {
  // Un archivo que cambió en el disco falla igual que la red: hay que mirarlo para no insistir toda la noche.
  const siCambio = async () => {
    if (await sigueIgual(dato)) return false;
    subida.abort(Boolean(subida.url)).catch(() => {});
    alFallar({ estado: "rechazado", frase: yaNoEsta(dato.nombre) });
    return true;
  };
  const subida = new tus.Upload(dato.archivo, {
    endpoint: destino,
    uploadUrl: dato.direccion || null,
    chunkSize: TRAMO,
    retryDelays: ESPERAS,
    storeFingerprintForResuming: false,
    headers: token ? { "X-CSRFToken": token } : {},
    metadata: metadatosDe(dato),
    onUploadUrlAvailable: () => alTenerDireccion(subida.url),
    onShouldRetry: (error) => {
      if (!error.originalResponse) siCambio();
      return !NO_SE_REINTENTA.has(error.originalResponse?.getStatus());
    },
    onProgress: alAvanzar,
    onSuccess: () => alLlegar(subida.url),
    onError: async (error) => {
      if (error.originalResponse || !(await siCambio())) alFallar(queFallo(error, estaGuardado));
    },
  });
  subida.start();
  return subida;
}

function metadatosDe({ nombre, evento, credito, etiquetas = "", inicio = "" }) {
  const siempre = { filename: nombre, evento, credito, etiquetas };
  return inicio ? { ...siempre, inicio } : siempre;
}

// El navegador no deja leer un archivo que cambió desde que se eligió.
async function sigueIgual({ archivo, octetos }) {
  try {
    await archivo.slice(-1).arrayBuffer();
    return archivo.size === octetos;
  } catch {
    return false;
  }
}

function queFallo(error, estaGuardado) {
  const sigue = estaGuardado ? " El archivo sigue guardado en este aparato." : " No borres el archivo.";
  const respuesta = error.originalResponse;
  const codigo = respuesta?.getStatus() || 0;
  if (!codigo) return { estado: "sinRed", frase: "" };
  if (codigo === 403 || (codigo === 200 && !respuesta.getHeader("Tus-Resumable")))
    return { estado: "fallo", frase: `Tu sesión terminó. Entra de nuevo.${sigue}` };
  if (SE_RECHAZO.has(codigo))
    return { estado: "rechazado", frase: (respuesta.getBody() || "").slice(0, 400) || "No se pudo subir." };
  return {
    estado: "fallo",
    frase: `El servidor no pudo recibirlo; inténtalo otra vez.${sigue}`,
  };
}

// El renglón que el servidor escribe de lo que llegó, o nada si no contesta.
export async function preguntarResultado(direccion) {
  try {
    const respuesta = await fetch(`${direccion}resultado/`, { headers: { Accept: "text/html" } });
    const plantilla = document.createElement("template");
    plantilla.innerHTML = respuesta.ok ? await respuesta.text() : ""; // de nuestro servidor, ya escapado
    return plantilla.content.querySelector(".bib-resultado") && plantilla.content;
  } catch {
    return null;
  }
}
