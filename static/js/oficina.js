// Lo mínimo del marco: sin esto todo funciona igual, sólo más despacio para las manos.
(() => {
  "use strict";
  const raiz = document.documentElement;
  raiz.classList.add("con-js");
  if ("serviceWorker" in navigator && location.pathname.startsWith("/oficina/"))
    navigator.serviceWorker.register("/oficina/sw.js").catch(() => {});

  // Lo que se engancha a un elemento se engancha también a lo que llega después por htmx.
  const montajes = [];
  const alLlegar = (montar) => montajes.push(montar);
  const todos = (tramo, selector) => [
    ...(tramo.matches?.(selector) ? [tramo] : []),
    ...(tramo.querySelectorAll?.(selector) ?? []),
  ];
  document.addEventListener("htmx:after:settle", ({ detail: { newContent } }) =>
    newContent.forEach((nodo) => montajes.forEach((montar) => montar(nodo))),
  );

  // El resumen de errores recibe el foco (GOV.UK Design System).
  document.querySelector("[data-enfocar]")?.focus();

  // Un formulario no se envía dos veces; se puede usar otra vez al volver con el botón Atrás.
  document.addEventListener("submit", (evento) => {
    const form = evento.target;
    if (form.dataset.enviado) {
      evento.preventDefault();
      return;
    }
    if (form.method === "post") {
      form.dataset.enviado = "1";
      form
        .querySelectorAll("button[type=submit],button:not([type])")
        .forEach((b) => b.setAttribute("aria-busy", "true"));
    }
    sinGuardar = false;
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-enviado]").forEach((form) => {
      delete form.dataset.enviado;
      form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
    });
  });

  // Aviso antes de perder lo escrito.
  let sinGuardar = false;
  document.addEventListener("input", (evento) => {
    if (evento.target.closest("form[data-cuidar]")) sinGuardar = true;
  });
  window.addEventListener("beforeunload", (evento) => {
    if (sinGuardar) evento.preventDefault();
  });

  // Avisos flotantes: se van solos, salvo con el foco o el puntero encima.
  const cuidarAviso = (aviso) => {
    const quitar = () => aviso.remove();
    aviso.querySelector("[data-cerrar]")?.addEventListener("click", quitar);
    if (aviso.classList.contains("flotante-error")) return;
    let reloj = setTimeout(quitar, 10000);
    const parar = () => clearTimeout(reloj);
    const seguir = () => {
      reloj = setTimeout(quitar, 10000);
    };
    ["mouseenter", "focusin"].forEach((n) => aviso.addEventListener(n, parar));
    ["mouseleave", "focusout"].forEach((n) => aviso.addEventListener(n, seguir));
  };
  alLlegar((tramo) => todos(tramo, ".flotante").forEach(cuidarAviso));

  // Menús: uno abierto a la vez; Esc y un clic afuera cierran.
  const menus = () => [...document.querySelectorAll("details.menu")];
  document.addEventListener("click", (e) =>
    menus().forEach((m) => {
      if (!m.contains(e.target)) m.open = false;
    }),
  );
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    menus()
      .filter((m) => m.open)
      .forEach((m) => {
        m.open = false;
        m.querySelector("summary").focus();
      });
  });

  // Copiar al portapapeles.
  const copiar = (boton) => {
    boton.hidden = !navigator.clipboard;
    boton.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(boton.dataset.copiar).textContent.trim());
      const antes = boton.textContent;
      boton.textContent = "Copiado";
      setTimeout(() => {
        boton.textContent = antes;
      }, 2500);
    });
  };
  alLlegar((tramo) => todos(tramo, "[data-copiar]").forEach(copiar));

  // Cuenta de caracteres y de elegidos.
  const contarLetras = (campo) => {
    const tope = Number(campo.dataset.contador);
    const cuenta = document.createElement("span");
    cuenta.className = "form-text";
    cuenta.setAttribute("role", "status");
    campo.after(cuenta);
    const pintar = () => {
      if (campo.dataset.cuentaSiempre !== undefined) {
        cuenta.textContent = `${[...campo.value].length} de ${tope}`;
        return;
      }
      const faltan = tope - [...campo.value].length;
      cuenta.textContent =
        faltan < 20 ? (faltan < 0 ? `Sobran ${-faltan} caracteres` : `Quedan ${faltan} caracteres`) : "";
    };
    campo.addEventListener("input", pintar);
    pintar();
  };
  const contarElegidos = (grupo) => {
    const salida = grupo.querySelector("[data-cuenta]");
    const casillas = () => [...grupo.querySelectorAll("input[type=checkbox]:not([data-todos])")];
    const pintar = () => {
      if (salida) salida.textContent = casillas().filter((c) => c.checked).length;
    };
    grupo.addEventListener("change", (e) => {
      if (e.target.dataset.todos !== undefined)
        casillas().forEach((c) => {
          c.checked = e.target.checked;
        });
      pintar();
    });
    pintar();
  };
  alLlegar((tramo) => todos(tramo, "[data-contador]").forEach(contarLetras));
  alLlegar((tramo) => todos(tramo, "[data-contar]").forEach(contarElegidos));

  // Elegir fotos: el orden en que se tocan es el orden en que salen.
  const ordenar = (grupo) => {
    const lista = grupo.querySelector("ul");
    grupo.addEventListener("change", (e) => {
      const renglon = e.target.closest("li");
      if (!renglon || !e.target.checked) return;
      const ultima = [...lista.querySelectorAll("input:checked")].filter((c) => c !== e.target).pop();
      if (ultima) ultima.closest("li").after(renglon);
      else lista.prepend(renglon);
      e.target.focus();
    });
  };
  alLlegar((tramo) => todos(tramo, "[data-orden]").forEach(ordenar));

  // Un enlace a algo plegado lo abre y deja escribir.
  document.addEventListener("click", (evento) => {
    const enlace = evento.target.closest("[data-despliega]");
    const plegado = enlace && document.querySelector(enlace.hash);
    if (!plegado) return;
    evento.preventDefault();
    plegado.open = true;
    plegado.scrollIntoView({ block: "center" });
    plegado.querySelector("textarea,input:not([type=hidden])")?.focus();
  });

  // Imprimir lo que se ve.
  document.querySelectorAll("[data-imprimir]").forEach((boton) => {
    boton.hidden = false;
    boton.addEventListener("click", () => window.print());
  });

  // Enviar al cambiar un selector de filtros.
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-al-cambiar]")) target.form.requestSubmit();
  });

  // Celdas del cronograma: flechas para moverse (roving tabindex).
  const conFlechas = (tabla) => {
    const filas = [...tabla.tBodies[0].rows].map((f) => [...f.querySelectorAll("td a")]);
    if (!filas.length || !filas[0].length) return;
    const todas = filas.flat();
    const actual = tabla.querySelector("td.actual a") || todas[0];
    todas.forEach((a) => {
      a.tabIndex = a === actual ? 0 : -1;
    });
    tabla.addEventListener("keydown", (e) => {
      const paso = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[e.key];
      const f = filas.findIndex((fila) => fila.includes(document.activeElement));
      if (!paso || f < 0) return;
      const destino = filas[f + paso[0]]?.[filas[f].indexOf(document.activeElement) + paso[1]];
      if (!destino) return;
      e.preventDefault();
      todas.forEach((a) => {
        a.tabIndex = -1;
      });
      destino.tabIndex = 0;
      destino.focus();
    });
  };
  alLlegar((tramo) => todos(tramo, "table[data-flechas]").forEach(conFlechas));
  montajes.forEach((montar) => montar(document));

  // Atajos de teclado: se apagan en el perfil (WCAG 2.1.4).
  const dialogo = document.getElementById("atajos");
  const irA = document.getElementById("ir-a");
  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k" && irA) {
      e.preventDefault();
      irA.showModal();
      irA.querySelector("input").focus();
    }
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "s") {
      const form = document.querySelector("form[data-cuidar]");
      if (form) {
        e.preventDefault();
        form.requestSubmit();
      }
    }
    if ((e.ctrlKey || e.metaKey) && e.key === "Enter") {
      const boton = document.querySelector("[data-accion-principal]");
      if (boton) {
        e.preventDefault();
        boton.click();
      }
    }
  });
  document.addEventListener("click", ({ target }) => {
    target.closest("dialog [data-cerrar]")?.closest("dialog").close();
    const abre = target.closest("[data-abrir]");
    if (abre) document.getElementById(abre.dataset.abrir).showModal();
  });
  if (irA) {
    const campo = irA.querySelector("input");
    const enlaces = [...irA.querySelectorAll("li")];
    const plegar = (t) => t.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    campo.addEventListener("input", () => {
      enlaces.forEach((li) => {
        li.hidden = !plegar(li.textContent).includes(plegar(campo.value));
      });
      irA.querySelector("[data-nada]").hidden = enlaces.some((li) => !li.hidden);
    });
    irA.querySelector("[data-buscar]").addEventListener("click", () => irA.querySelector("form").submit());
    irA.querySelector("form").addEventListener("submit", (e) => {
      const primero = enlaces.find((li) => !li.hidden);
      if (primero && campo.value && plegar(primero.textContent).includes(plegar(campo.value))) {
        e.preventDefault();
        primero.querySelector("a").click();
      }
    });
  }
  if (raiz.dataset.atajos !== "si") return;
  let previa = "";
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input,textarea,select,[contenteditable],dialog"))
      return;
    const tecla = e.key;
    if (previa === "g") {
      const enlace = document.querySelector(`[data-ir="${tecla}"]`);
      previa = "";
      if (enlace) {
        e.preventDefault();
        location.href = enlace.href;
      }
      return;
    }
    if (tecla === "g") {
      previa = "g";
      setTimeout(() => {
        previa = "";
      }, 1200);
      return;
    }
    if (tecla === "/") {
      const b = document.querySelector(".banda-buscar input");
      if (b) {
        e.preventDefault();
        b.focus();
      }
    }
    if (tecla === "n") {
      const m = document.getElementById("menu-nuevo");
      if (m) {
        e.preventDefault();
        m.open = true;
        m.querySelector("a").focus();
      }
    }
    if (tecla === "?" && dialogo) {
      e.preventDefault();
      dialogo.showModal();
    }
    if (tecla === "j" || tecla === "k") {
      const filas = [...document.querySelectorAll("[data-fila]")];
      const aqui = filas.indexOf(document.activeElement);
      const destino = filas[Math.max(0, Math.min(filas.length - 1, aqui + (tecla === "j" ? 1 : -1)))];
      if (destino) {
        e.preventDefault();
        destino.focus();
      }
    }
    const atajo = document.querySelector(`[data-tecla="${CSS.escape(tecla)}"]`);
    if (atajo) {
      e.preventDefault();
      atajo.click();
    }
  });
})();
