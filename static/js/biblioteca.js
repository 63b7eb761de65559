/* Flechas en el visor, punto focal con un toque y cuenta de marcadas. Todo funciona también sin este archivo. */
(() => {
  const visor = document.querySelector("[data-visor]");
  if (visor) {
    document.addEventListener("keydown", (evento) => {
      if (evento.defaultPrevented || evento.altKey || evento.ctrlKey || evento.metaKey) return;
      if (evento.target.closest("input, textarea, select, video, audio")) return;
      const rel = { ArrowLeft: "prev", ArrowRight: "next" }[evento.key];
      const enlace = rel && visor.querySelector(`a[rel=${rel}]`);
      if (enlace) enlace.click();
    });
  }

  const foto = document.querySelector("[data-foco]");
  const palabras = document.querySelector("[data-palabras]");
  if (foto && palabras) {
    const x = palabras.querySelector("[name=foco_x]");
    const y = palabras.querySelector("[name=foco_y]");
    const marca = document.createElement("span");
    marca.className = "bib-foco";
    foto.append(marca);
    foto.classList.add("bib-con-foco");
    const pintar = () => {
      marca.style.left = `${x.value}%`;
      marca.style.top = `${y.value}%`;
    };
    foto.addEventListener("click", (evento) => {
      const caja = foto.querySelector("img").getBoundingClientRect();
      x.value = Math.min(100, Math.max(0, Math.round(((evento.clientX - caja.left) / caja.width) * 100)));
      y.value = Math.min(100, Math.max(0, Math.round(((evento.clientY - caja.top) / caja.height) * 100)));
      pintar();
    });
    [x, y].forEach((entrada) => entrada.addEventListener("input", pintar));
    pintar();
  }

  const seleccion = document.querySelector("[data-seleccion]");
  const cuantas = seleccion && seleccion.querySelector("[data-cuantas]");
  if (cuantas) {
    const lote = cuantas.closest("details");
    const contar = () => {
      const n = seleccion.querySelectorAll("input[name=evidencias]:checked").length;
      cuantas.textContent = n === 1 ? "· 1 marcada" : `· ${n} marcadas`;
      lote.hidden = n === 0;
    };
    seleccion.addEventListener("change", contar);
    contar();
  }
})();
