// Ctrl Alt M: comentar el párrafo donde está el foco o el puntero; si no hay, el primero.
(() => {
  "use strict";
  let senalado = null;
  document.querySelectorAll(".parrafo").forEach((p) =>
    p.addEventListener("mouseenter", () => {
      senalado = p;
    }),
  );
  document.addEventListener("keydown", (e) => {
    if (!(e.ctrlKey && e.altKey && e.key.toLowerCase() === "m")) return;
    const parrafo = document.activeElement?.closest(".parrafo") || senalado || document.querySelector(".parrafo");
    const caja = parrafo?.querySelector(".comentar");
    if (!caja) return;
    e.preventDefault();
    caja.open = true;
    caja.querySelector("textarea").focus();
  });
})();
