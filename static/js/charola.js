/* La charola: en cada página dice cuántos archivos guarda este aparato sin subir, y lleva a terminarlos. */
(() => {
  const charola = document.querySelector("[data-charola]");
  if (!charola || !window.indexedDB) return;
  const cuenta = charola.querySelector("[data-cuenta]");
  const dicho = charola.querySelector("[data-dicho]");
  const revisar = async () => {
    if (document.hidden) return;
    let mios = [];
    try {
      mios = (await ColaDeSubidas.todos()).filter((d) => d.quien === charola.dataset.charola || d.quien === "");
    } catch {
      /* sin permiso de guardar en este aparato no hay cola que contar */
    }
    charola.hidden = mios.length === 0;
    cuenta.textContent = mios.length;
    dicho.textContent = mios.length === 1 ? "1 archivo por subir" : `${mios.length} archivos por subir`;
  };
  revisar();
  document.addEventListener("visibilitychange", revisar);
  setInterval(revisar, 10000);
})();
