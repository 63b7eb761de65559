/* El compositor en vivo: contadores y vista previa conforme se escribe. Sin este archivo todo se ve al guardar. */
(() => {
  "use strict";
  const form = document.querySelector("[data-componer]");
  if (!form) return;
  const original = form.querySelector("[data-original]");
  const corte = (texto, letras) => {
    if (texto.length <= letras) return texto;
    return `${texto.slice(0, letras).replace(/\s+\S*$/, "")}… Ver más`;
  };
  function pintar() {
    for (const casilla of form.querySelectorAll("[data-red]")) {
      const red = casilla.value;
      const igual = form.querySelector(`[data-igual="${red}"]`);
      const propio = form.querySelector(`[data-propio="${red}"]`);
      if (igual.checked) propio.value = original.value;
      propio.readOnly = igual.checked;
      const texto = propio.value;
      const previa = document.querySelector(`[data-previa="${red}"]`);
      const dicho = previa.querySelector("[data-texto]");
      previa.hidden = !casilla.checked;
      dicho.textContent = corte(texto, Number(dicho.dataset.corta));
      form.querySelector(`[data-cuenta="${red}"]`).textContent = texto.length.toLocaleString("es-MX");
      form.querySelector(`[data-medidor="${red}"]`).value = texto.length;
    }
  }
  form.addEventListener("input", pintar);
  form.addEventListener("change", pintar);
  form.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) form.querySelector("[name=enviar]").click();
  });
  pintar();
})();
