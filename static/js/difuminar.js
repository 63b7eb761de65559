/* Marcar zonas sobre la foto arrastrando. Cada zona son cuatro números que también se escriben a mano. */
(() => {
  "use strict";
  const form = document.querySelector("[data-difuminar]");
  const lienzo = document.querySelector("[data-lienzo]");
  if (!form || !lienzo) return;
  const lista = form.querySelector("[data-zonas]");
  const molde = lista.querySelector("[data-zona]");
  const NOMBRES = ["x", "y", "ancho", "alto"];
  let trazo = null;

  const campos = (fila) => NOMBRES.map((n) => fila.querySelector(`[name=${n}]`));
  const numeros = (fila) => campos(fila).map((c) => Number(c.value));
  const renumerar = () =>
    lista.querySelectorAll("[data-zona]").forEach((fila, i) => {
      fila.querySelector("legend").textContent = `Zona ${i + 1}`;
    });

  function pintar() {
    lienzo.querySelectorAll(".bib-zona").forEach((z) => z.remove());
    lista.querySelectorAll("[data-zona]").forEach((fila) => {
      const [x, y, ancho, alto] = numeros(fila);
      if (!ancho || !alto) return;
      const zona = document.createElement("span");
      zona.className = "bib-zona";
      Object.assign(zona.style, { left: `${x}%`, top: `${y}%`, width: `${ancho}%`, height: `${alto}%` });
      lienzo.append(zona);
    });
  }
  function agregar(valores) {
    const vacia = [...lista.querySelectorAll("[data-zona]")].find((f) => campos(f).every((c) => !c.value));
    const fila = vacia || molde.cloneNode(true);
    campos(fila).forEach((campo, i) => {
      campo.value = valores[i];
      campo.id = "";
    });
    if (!vacia) lista.append(fila);
    renumerar();
    pintar();
    return fila;
  }
  const punto = (evento) => {
    const caja = lienzo.querySelector("img").getBoundingClientRect();
    return [
      [evento.clientX - caja.left, caja.width],
      [evento.clientY - caja.top, caja.height],
    ].map(([v, total]) => Math.min(100, Math.max(0, Math.round((v / total) * 100))));
  };
  lienzo.addEventListener("pointerdown", (evento) => {
    evento.preventDefault();
    lienzo.setPointerCapture(evento.pointerId);
    trazo = { desde: punto(evento), fila: null };
  });
  lienzo.addEventListener("pointermove", (evento) => {
    if (!trazo) return;
    const [a, b] = [trazo.desde, punto(evento)];
    const valores = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])];
    if (valores[2] < 1 || valores[3] < 1) return;
    trazo.fila = trazo.fila || agregar(valores);
    campos(trazo.fila).forEach((campo, i) => {
      campo.value = valores[i];
    });
    pintar();
  });
  ["pointerup", "pointercancel"].forEach((n) =>
    lienzo.addEventListener(n, () => {
      trazo = null;
    }),
  );
  lista.addEventListener("input", pintar);
  lista.addEventListener("click", (evento) => {
    const boton = evento.target.closest("[data-quitar-zona]");
    if (!boton) return;
    const fila = boton.closest("[data-zona]");
    if (lista.querySelectorAll("[data-zona]").length > 1) fila.remove();
    else
      campos(fila).forEach((c) => {
        c.value = "";
      });
    renumerar();
    pintar();
  });
  const mas = form.querySelector("[data-agregar-zona]");
  mas.hidden = false;
  mas.addEventListener("click", () => agregar([40, 40, 20, 20]).querySelector("input").focus());
  lista.querySelectorAll("[data-quitar-zona]").forEach((b) => {
    b.hidden = false;
  });
  pintar();
})();
