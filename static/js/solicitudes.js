/* La bandeja con el teclado: lo que pide algo se abre con el foco en su campo, y Ctrl+Z deshace lo último.
   Las teclas de cada decisión las atiende `oficina.js` (`data-tecla`) y se apagan en el perfil. */
(() => {
  "use strict";
  document.querySelectorAll(".sol-decide").forEach((plegado) => {
    plegado.addEventListener("toggle", () => {
      if (!plegado.open) return;
      document.querySelectorAll(".sol-decide[open]").forEach((otro) => {
        if (otro !== plegado) otro.open = false;
      });
      plegado.querySelector("input:not([type=hidden]),textarea,select")?.focus();
    });
  });
  document.addEventListener("keydown", (evento) => {
    if (evento.key === "Escape") {
      const abierto = document.querySelector(".sol-decide[open]");
      if (!abierto) return;
      abierto.open = false;
      abierto.querySelector("summary").focus();
    }
    if (!(evento.ctrlKey || evento.metaKey) || evento.key.toLowerCase() !== "z") return;
    if (evento.target.closest("input:not([type=checkbox]),textarea,select")) return;
    const boton = document.querySelector(".flotante .deshacer");
    if (!boton) return;
    evento.preventDefault();
    boton.click();
  });
  if (location.hash === "#solicitud") document.getElementById("solicitud")?.focus();
})();
