/* Flechas en el visor y punto focal con un toque o con flechas. Todo funciona también sin este archivo. */
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
    const recortes = document.querySelector("[data-recortes]");
    if (recortes) recortes.hidden = false;
    const pintar = () => {
      marca.style.left = `${x.value}%`;
      marca.style.top = `${y.value}%`;
      recortes?.querySelectorAll("img").forEach((img) => {
        img.style.objectPosition = `${x.value}% ${y.value}%`;
      });
    };
    foto.addEventListener("click", (evento) => {
      const caja = foto.querySelector("img").getBoundingClientRect();
      x.value = Math.min(100, Math.max(0, Math.round(((evento.clientX - caja.left) / caja.width) * 100)));
      y.value = Math.min(100, Math.max(0, Math.round(((evento.clientY - caja.top) / caja.height) * 100)));
      pintar();
    });
    // Con el teclado: la marca recibe el foco y las flechas la mueven (de uno en uno; con Mayús, de diez).
    marca.tabIndex = 0;
    marca.setAttribute("role", "application");
    marca.setAttribute("aria-label", "Centro de la foto: muévelo con las flechas");
    marca.addEventListener("keydown", (evento) => {
      const paso = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[evento.key];
      if (!paso) return;
      evento.preventDefault();
      evento.stopPropagation();
      const cuanto = evento.shiftKey ? 10 : 1;
      x.value = Math.min(100, Math.max(0, Number(x.value) + paso[0] * cuanto));
      y.value = Math.min(100, Math.max(0, Number(y.value) + paso[1] * cuanto));
      pintar();
    });
    [x, y].forEach((entrada) => entrada.addEventListener("input", pintar));
    pintar();
  }
})();
