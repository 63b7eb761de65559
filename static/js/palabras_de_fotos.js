// Las palabras de cada foto en el editor: cuándo se guardaron y qué se escoge si otra persona las cambió.
// Las guarda redaccion.js, con el resto del formulario.
(() => {
  "use strict";
  const form = document.querySelector("form[data-redaccion]");
  const fotos = form ? [...form.querySelectorAll("[data-foto]")] : [];
  const campo = (foto, nombre) => form.elements[`foto-${foto.dataset.foto}-${nombre}`];
  const DICHAS = ["pie", "texto_alternativo", "credito"];
  const palabras = (foto) => DICHAS.map((nombre) => campo(foto, nombre)?.value).join("\n");
  const antes = new Map(fotos.map((foto) => [foto, palabras(foto)]));

  const decir = (foto, frase) => {
    const linea = foto.querySelector("[data-foto-guardada]");
    if (linea && linea.textContent !== frase) linea.textContent = frase;
  };
  const choca = (foto, guardado) => {
    const aviso = foto.querySelector("[data-choque]");
    aviso.hidden = !guardado;
    if (!guardado) return;
    DICHAS.forEach((nombre) => {
      aviso.querySelector(`[data-guardado=${nombre}]`).textContent = guardado[nombre];
    });
  };
  const atender = (foto, dicho) => {
    if (!campo(foto, "version")) return;
    if (!dicho) {
      decir(foto, "Ya no está en el boletín: lo que escribas aquí no se guarda.");
      return;
    }
    choca(foto, dicho.guardado);
    if (dicho.guardado) {
      foto.dataset.version = dicho.version; // la nueva se toma hasta que se escoge
      decir(foto, "");
      return;
    }
    campo(foto, "version").value = dicho.version;
    if (antes.get(foto) !== palabras(foto)) decir(foto, dicho.frase);
    antes.set(foto, palabras(foto));
  };
  form?.addEventListener("fotos-guardadas", (e) => fotos.forEach((foto) => atender(foto, e.detail[foto.dataset.foto])));

  const escoger = (foto, lasGuardadas) => {
    const aviso = foto.querySelector("[data-choque]");
    if (foto.dataset.version) campo(foto, "version").value = foto.dataset.version;
    if (lasGuardadas)
      DICHAS.forEach((nombre) => {
        campo(foto, nombre).value = aviso.querySelector(`[data-guardado=${nombre}]`).textContent;
      });
    aviso.hidden = true;
    campo(foto, "pie").focus();
    form.dispatchEvent(new CustomEvent("guardar-ya"));
  };
  fotos.forEach((foto) => {
    const botones = foto.querySelector("[data-escoger]");
    if (!botones) return;
    botones.hidden = false;
    botones.querySelector("[data-las-mias]").addEventListener("click", () => escoger(foto, false));
    botones.querySelector("[data-las-guardadas]").addEventListener("click", () => escoger(foto, true));
  });
})();
