/* Mientras sube, la pantalla del teléfono no se apaga. */
let permiso = null;

export async function cuidarPantalla(subiendo) {
  if (!subiendo) {
    permiso?.release();
    return;
  }
  if (permiso || document.visibilityState !== "visible") return;
  permiso = (await navigator.wakeLock?.request("screen").catch(() => null)) || null;
  permiso?.addEventListener("release", () => {
    permiso = null;
  });
}
