/* La mesa de cortes, y el reproductor de los subtítulos: marcar con ratón, teclas o números. Sin este archivo los tiempos se escriben a mano. */
(() => {
  const grabacion = document.querySelector("[data-grabacion]");
  if (!grabacion) return;
  document.querySelectorAll("[data-con-js]").forEach((e) => {
    e.hidden = false;
  });
  const enReloj = (s) => {
    const centesimas = Math.max(0, Math.round(s * 100));
    const dos = (n) => String(n).padStart(2, "0");
    const [h, m] = [Math.floor(centesimas / 360000), Math.floor(centesimas / 6000) % 60];
    const resto = `${dos(Math.floor(centesimas / 100) % 60)}.${dos(centesimas % 100)}`;
    return h ? `${h}:${dos(m)}:${resto}` : `${m}:${resto}`;
  };
  const enSegundos = (t) => {
    const partes = t.trim().replace(",", ".").split(":").map(Number);
    return !t.trim() || partes.some(Number.isNaN) ? NaN : partes.reduce((suma, p) => suma * 60 + p, 0);
  };
  const escribiendo = (e) => e.target.closest("input, textarea, select, [contenteditable]");

  const onda = document.querySelector("[data-onda]");
  const aguja = document.querySelector("[data-aguja]");
  const total = () => (Number.isFinite(grabacion.duration) ? grabacion.duration : 0);
  const mostrarOnda = () => {
    if (onda && total()) onda.hidden = false;
  };
  grabacion.addEventListener("loadedmetadata", mostrarOnda);
  mostrarOnda();
  grabacion.addEventListener("timeupdate", () => {
    if (aguja && total()) aguja.style.left = `${(grabacion.currentTime / total()) * 100}%`;
  });
  const segundoEn = (evento) => {
    const caja = onda.getBoundingClientRect();
    return Math.min(1, Math.max(0, (evento.clientX - caja.left) / caja.width)) * total();
  };

  const corte = document.querySelector("[data-corte]");
  if (corte && onda) mesaDeCortes();
  else if (onda)
    onda.addEventListener("click", (e) => {
      grabacion.currentTime = segundoEn(e);
    });

  function mesaDeCortes() {
    const campos = { inicio: corte.querySelector("[name=inicio]"), fin: corte.querySelector("[name=fin]") };
    const asas = { inicio: onda.querySelector("[data-asa=inicio]"), fin: onda.querySelector("[data-asa=fin]") };
    const tramo = onda.querySelector("[data-tramo]");
    const dura = document.querySelector("[data-dura]");
    let hasta = null;
    const leer = (cual) => {
      const s = enSegundos(campos[cual].value);
      return Number.isNaN(s) ? (cual === "inicio" ? 0 : total()) : Math.min(s, total());
    };
    const pintar = () => {
      if (!total()) return;
      const [a, b] = [leer("inicio"), leer("fin")];
      const por = (s) => `${(s / total()) * 100}%`;
      tramo.style.left = por(Math.min(a, b));
      tramo.style.width = por(Math.abs(b - a));
      for (const cual of ["inicio", "fin"]) {
        const s = leer(cual);
        asas[cual].style.left = por(s);
        asas[cual].setAttribute("aria-valuemin", "0");
        asas[cual].setAttribute("aria-valuemax", total().toFixed(2));
        asas[cual].setAttribute("aria-valuenow", s.toFixed(2));
        asas[cual].setAttribute("aria-valuetext", enReloj(s));
      }
      dura.textContent = b > a ? `El tramo dura ${enReloj(b - a)}` : "";
    };
    const poner = (cual, segundos) => {
      campos[cual].value = enReloj(Math.min(total(), Math.max(0, segundos)));
      pintar();
    };
    const oir = () => {
      grabacion.currentTime = leer("inicio");
      hasta = leer("fin");
      grabacion.play();
    };
    grabacion.addEventListener("timeupdate", () => {
      if (hasta !== null && grabacion.currentTime >= hasta) {
        grabacion.pause();
        hasta = null;
      }
    });
    grabacion.addEventListener("loadedmetadata", pintar);
    Object.values(campos).forEach((c) => c.addEventListener("input", pintar));
    document
      .querySelectorAll("[data-marcar]")
      .forEach((b) => b.addEventListener("click", () => poner(b.dataset.marcar, grabacion.currentTime)));
    document.querySelector("[data-oir]").addEventListener("click", oir);
    for (const cual of ["inicio", "fin"]) {
      asas[cual].addEventListener("keydown", (e) => {
        const paso = { ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1, PageUp: 5, PageDown: -5 }[
          e.key
        ];
        if (paso) {
          e.preventDefault();
          poner(cual, leer(cual) + paso * (e.shiftKey ? 10 : 1));
        }
        if (e.key === "Home") {
          e.preventDefault();
          poner(cual, 0);
        }
        if (e.key === "End") {
          e.preventDefault();
          poner(cual, total());
        }
      });
    }
    onda.addEventListener("pointerdown", (e) => {
      const asa = e.target.closest("[data-asa]");
      const desde = segundoEn(e);
      onda.setPointerCapture(e.pointerId);
      let arrastro = false;
      const mover = (m) => {
        const s = segundoEn(m);
        if (!arrastro && !asa && Math.abs(s - desde) < total() / 200) return;
        arrastro = true;
        if (asa) poner(asa.dataset.asa, s);
        else {
          poner("inicio", Math.min(desde, s));
          poner("fin", Math.max(desde, s));
        }
      };
      const soltar = () => {
        onda.removeEventListener("pointermove", mover);
        if (asa) asa.focus();
        else if (!arrastro) grabacion.currentTime = desde;
      };
      onda.addEventListener("pointermove", mover);
      onda.addEventListener("pointerup", soltar, { once: true });
    });
    document.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || escribiendo(e)) return;
      if (e.key === "i") poner("inicio", grabacion.currentTime);
      if (e.key === "o") poner("fin", grabacion.currentTime);
      if (e.key === "p") oir();
    });
    const aqui = document.querySelector("[data-aqui]");
    if (aqui)
      grabacion.addEventListener("pause", () => {
        if (document.activeElement !== aqui) aqui.value = enReloj(grabacion.currentTime);
      });
    pintar();
  }
})();
