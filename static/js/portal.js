/* Lo único del portal que usa JavaScript: copiar la dirección, imprimir y citar el folio al avisar de un error. */
(() => {
  const folio = new URLSearchParams(location.search).get("folio");
  const asunto = document.querySelector(".formulario-portal [name=asunto]");
  if (asunto && !asunto.value && /^[A-Z]{1,6}\/\d{1,5}\/\d{4}$/.test(folio || ""))
    asunto.value = `Error en el boletín ${folio}`;
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
