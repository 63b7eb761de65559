/* En cada página dice cuántos archivos guarda este aparato sin subir, y lleva a terminarlos. */
(() => {
  const aviso = document.querySelector("[data-charola]");
  if (!aviso || !window.indexedDB) return;
  const cuenta = aviso.querySelector("[data-cuenta]");
  const dicho = aviso.querySelector("[data-dicho]");
  const revisar = async () => {
    if (document.hidden) return;
    let mios = [];
    try {
      mios = (await ArchivosPorSubir.todos()).filter((d) => d.quien === aviso.dataset.charola || d.quien === "");
    } catch {
      /* sin permiso de guardar en este aparato no hay nada que contar */
    }
    aviso.hidden = mios.length === 0;
    cuenta.textContent = mios.length;
    dicho.textContent = mios.length === 1 ? "1 archivo por subir" : `${mios.length} archivos por subir`;
  };
  revisar();
  document.addEventListener("visibilitychange", revisar);
  setInterval(revisar, 10000);
})();
