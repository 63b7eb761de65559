/* Lo único del portal que usa JavaScript: copiar la dirección e imprimir. Sin él, los botones no se ven. */
(() => {
  for (const boton of document.querySelectorAll("[data-copiar-liga]")) {
    boton.hidden = false;
    boton.addEventListener("click", async () => {
      const aviso = document.getElementById(boton.dataset.copiarLiga);
      try {
        await navigator.clipboard.writeText(location.href.split("#")[0]);
        aviso.textContent = "Enlace copiado.";
      } catch {
        aviso.textContent = "Copia la dirección de la barra del navegador.";
      }
    });
  }
  for (const boton of document.querySelectorAll("[data-imprimir]")) {
    boton.hidden = false;
    boton.addEventListener("click", () => print());
  }
})();
