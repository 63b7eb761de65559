/* Mandar un archivo por partes y reanudarlo (tus), y entender qué contestó el servidor. */
const TRAMO = 1048576;
const ESPERAS = [0, 1000, 3000, 5000, 10000, 30000];
const NO_SE_REINTENTA = new Set([400, 403, 404, 410, 412, 413, 415]);
const SE_RECHAZO = new Set([400, 413, 415, 429]);

// Empieza a mandarlo. `dato.direccion` es donde iba, si ya se había empezado.
export function enviar(dato, { destino, token, alTenerDireccion, alAvanzar, alLlegar, alFallar }) {
  const subida = new tus.Upload(dato.archivo, {
    endpoint: destino,
    uploadUrl: dato.direccion || null,
    chunkSize: TRAMO,
    retryDelays: ESPERAS,
    storeFingerprintForResuming: false,
    headers: token ? { "X-CSRFToken": token } : {},
    metadata: { filename: dato.nombre, evento: dato.evento, credito: dato.credito, etiquetas: dato.etiquetas || "" },
    onUploadUrlAvailable: () => alTenerDireccion(subida.url),
    onShouldRetry: (error) => !NO_SE_REINTENTA.has(error.originalResponse?.getStatus()),
    onProgress: alAvanzar,
    onSuccess: () => alLlegar(subida.url),
    onError: (error) => alFallar(queFallo(error)),
  });
  subida.start();
  return subida;
}

function queFallo(error) {
  const respuesta = error.originalResponse;
  const codigo = respuesta?.getStatus() || 0;
  if (!codigo) return { estado: "sinRed", frase: "" };
  if (codigo === 403 || (codigo === 200 && !respuesta.getHeader("Tus-Resumable")))
    return { estado: "fallo", frase: "Tu sesión terminó. Entra de nuevo: el archivo sigue guardado en este aparato." };
  if (SE_RECHAZO.has(codigo))
    return { estado: "rechazado", frase: (respuesta.getBody() || "").slice(0, 400) || "No se pudo subir." };
  return {
    estado: "fallo",
    frase: "El servidor no pudo recibirlo. Está guardado en este aparato; inténtalo otra vez.",
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
