/* Selección en la biblioteca: Mayús marca un tramo, Ctrl alterna, x marca, Esc quita. Sigue al cambiar de página y en
   el visor; se guarda por filtro mientras dure la pestaña. Sin este archivo, las casillas y los botones funcionan igual. */
(() => {
  "use strict";
  let corte = new AbortController();
  montar();
  // Al cambiar los filtros llega otra cuadrícula: se suelta la de antes y se toma la nueva.
  document.addEventListener("htmx:after:settle", ({ target }) => {
    if (!target.querySelector?.("[data-seleccion]")) return;
    corte.abort();
    corte = new AbortController();
    montar();
  });

  function montar() {
    const form = document.querySelector("[data-seleccion]");
    const visor = document.querySelector("[data-marcar]");
    if (!form && !visor) return;
    const llave = `bib-seleccion${(form || visor).dataset.seleccion || ""}`;
    const leer = () => new Set(JSON.parse(sessionStorage.getItem(llave) || "[]"));
    const guardar = (elegidas) => sessionStorage.setItem(llave, JSON.stringify([...elegidas]));
    const elegidas = leer();

    if (visor) {
      const pk = visor.dataset.marcar;
      const pintarBoton = () => {
        visor.setAttribute("aria-pressed", String(elegidas.has(pk)));
        visor.textContent = elegidas.has(pk) ? `Seleccionada (${elegidas.size})` : "Seleccionar";
      };
      visor.hidden = false;
      visor.addEventListener("click", () => {
        if (!elegidas.delete(pk)) elegidas.add(pk);
        guardar(elegidas);
        pintarBoton();
      });
      pintarBoton();
      return;
    }

    const casillas = [...form.querySelectorAll("input[name=evidencias]")];
    const barra = form.querySelector("[data-barra]");
    const cuantas = form.querySelector("[data-cuantas]");
    const todos = form.querySelector("[data-todos-filtro]");
    const quitar = form.querySelector("[data-quitar-seleccion]");
    let ultima = -1;

    const marcar = (casilla, si) => {
      casilla.checked = si;
      if (si) elegidas.add(casilla.value);
      else elegidas.delete(casilla.value);
    };
    // Lo que hace un clic: con Mayús, todo el tramo desde el anterior queda como quedó éste.
    const tocar = (casilla, si, conMayus) => {
      const aqui = casillas.indexOf(casilla);
      const [desde, hasta] = conMayus && ultima >= 0 ? [Math.min(ultima, aqui), Math.max(ultima, aqui)] : [aqui, aqui];
      casillas
        .slice(desde, hasta + 1)
        .filter((c) => !c.closest("[hidden]"))
        .forEach((c) => marcar(c, si));
      ultima = aqui;
      pintar();
    };
    function pintar() {
      guardar(elegidas);
      form.dispatchEvent(new Event("seleccion"));
      const n = todos?.checked ? Infinity : elegidas.size;
      const fuera = [...elegidas].filter((pk) => !casillas.some((c) => c.value === pk)).length;
      cuantas.textContent =
        n === Infinity
          ? "Todos los resultados seleccionados"
          : n === 0
            ? "Nada seleccionado"
            : n === 1
              ? "1 seleccionada"
              : `${n} seleccionadas`;
      if (n !== Infinity && fuera) cuantas.textContent += ` (${fuera} en otras páginas)`;
      barra.hidden = n === 0 && !todos; // en resultados queda a la vista: ahí se seleccionan todos
      barra.classList.toggle("bib-barra-vacia", n === 0);
      quitar.hidden = n === 0;
      form.classList.toggle("con-seleccion", n > 0);
      form.querySelectorAll("[data-dia]").forEach((dia) => {
        const suyas = [...dia.querySelectorAll("input[name=evidencias]")];
        dia.querySelector("[data-elegir-dia]").firstChild.textContent = suyas.every((c) => c.checked)
          ? "Quitar día"
          : "Seleccionar día";
      });
    }

    casillas.forEach((casilla) => {
      casilla.checked = elegidas.has(casilla.value);
      casilla.addEventListener("click", (evento) => tocar(casilla, casilla.checked, evento.shiftKey));
    });
    form.addEventListener("click", (evento) => {
      const enlace = evento.target.closest("a[data-evidencia]");
      if (!enlace || !(evento.ctrlKey || evento.metaKey || evento.shiftKey)) return;
      evento.preventDefault();
      const casilla = enlace.parentElement.querySelector("input[name=evidencias]");
      tocar(casilla, evento.shiftKey && ultima >= 0 ? true : !casilla.checked, evento.shiftKey);
    });
    form.querySelectorAll("[data-elegir-dia]").forEach((boton) => {
      boton.hidden = false;
      boton.addEventListener("click", () => {
        const suyas = [...boton.closest("[data-dia]").querySelectorAll("input[name=evidencias]")];
        const si = !suyas.every((c) => c.checked);
        suyas.forEach((c) => marcar(c, si));
        ultima = casillas.indexOf(suyas[suyas.length - 1]);
        pintar();
      });
    });
    const vaciar = () => {
      elegidas.clear();
      casillas.forEach((c) => {
        c.checked = false;
      });
      if (todos) todos.checked = false;
      ultima = -1;
      pintar();
    };
    quitar.addEventListener("click", vaciar);
    todos?.addEventListener("change", pintar);
    const teclas = (evento) => {
      if (
        evento.ctrlKey ||
        evento.metaKey ||
        evento.altKey ||
        evento.target.closest("input:not([type=checkbox]),textarea,select,dialog[open]")
      )
        return;
      if (evento.key === "Escape" && elegidas.size) vaciar();
      const tarjeta = evento.target.closest(".bib-tarjeta");
      if (evento.key.toLowerCase() === "x" && tarjeta) {
        const casilla = tarjeta.querySelector("input[name=evidencias]");
        tocar(casilla, !casilla.checked, evento.shiftKey);
      }
    };
    document.addEventListener("keydown", teclas, { signal: corte.signal });
    form.addEventListener("submit", (evento) => {
      form.querySelectorAll("[data-de-otra-pagina]").forEach((campo) => campo.remove());
      [...elegidas]
        .filter((pk) => !casillas.some((c) => c.value === pk))
        .forEach((pk) => {
          const campo = Object.assign(document.createElement("input"), {
            type: "hidden",
            name: "evidencias",
            value: pk,
          });
          campo.dataset.deOtraPagina = "";
          form.append(campo);
        });
      if (evento.submitter?.dataset.descarga !== undefined)
        setTimeout(() => {
          delete form.dataset.enviado;
          form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
        }, 1500);
      else sessionStorage.removeItem(llave);
    });
    pintar();
  }
})();
