/* Escoger con el teclado: una tecla por veredicto, comparar dos. Sin este archivo cada foto trae sus botones. */
(() => {
  "use strict";
  const lista = document.querySelector("[data-elegir]");
  if (!lista) return;
  const escenario = document.querySelector("[data-escenario]");
  const [vista, fija] = escenario.querySelectorAll("[data-vista]");
  const comparar = escenario.querySelector("[data-comparar]");
  const fotos = [...lista.querySelectorAll("[data-candidata]")];
  const NOMBRES = { elegida: "Elegida", duda: "En duda", descartada: "Descartada", "": "Sin veredicto" };
  let aqui = Math.max(
    0,
    fotos.findIndex((f) => !f.dataset.veredicto),
  );
  let comparada = null;

  // Lo que dice su renglón, también si está doblada entre las parecidas.
  const renglon = (foto) =>
    [...foto.querySelector("p").childNodes]
      .map((n) => n.textContent.trim())
      .filter(Boolean)
      .join(" · ");
  const poner = (figura, foto, antes = "") => {
    const chica = foto.querySelector("img");
    const img = figura.querySelector("img") || figura.insertBefore(new Image(), figura.firstChild);
    img.src = foto.dataset.grande;
    img.alt = chica ? chica.alt : "";
    figura.dataset.veredicto = foto.dataset.veredicto;
    figura.querySelector("figcaption").textContent =
      `${antes}${fotos.indexOf(foto) + 1} de ${fotos.length} · ${NOMBRES[foto.dataset.veredicto]} · ${renglon(foto)}`;
  };
  function pintar() {
    poner(vista, fotos[aqui]);
    fija.hidden = !comparada;
    if (comparada) poner(fija, comparada, "Fija: ");
    comparar.setAttribute("aria-pressed", String(Boolean(comparada)));
    comparar.lastChild.textContent = comparada ? "Dejar de comparar" : "Comparar con ésta";
    const dobladas = fotos[aqui].closest("details");
    if (dobladas) dobladas.open = true;
    fotos.forEach((f, i) => f.classList.toggle("actual", i === aqui));
  }
  const mover = (paso) => {
    aqui = Math.min(fotos.length - 1, Math.max(0, aqui + paso));
    pintar();
  };
  async function decir(foto, veredicto, rol = "") {
    const datos = new FormData();
    datos.append("csrfmiddlewaretoken", foto.querySelector("[name=csrfmiddlewaretoken]").value);
    datos.append("veredicto", veredicto);
    datos.append("rol", rol);
    const respuesta = await fetch(foto.querySelector("form").action, {
      method: "POST",
      body: datos,
      headers: { "X-Requested-With": "XMLHttpRequest" },
    }).catch(() => null);
    const dicho =
      respuesta && (respuesta.headers.get("Content-Type") || "").includes("json") ? await respuesta.json() : null;
    if (!dicho || !respuesta.ok) {
      document.querySelector("[data-marcador]").textContent =
        dicho?.frase || "No se guardó: revisa tu conexión y vuelve a cargar la página.";
      return;
    }
    foto.dataset.veredicto = dicho.veredicto;
    foto
      .querySelectorAll(".bib-veredicto")
      .forEach((b) => b.setAttribute("aria-pressed", String(b.value === dicho.veredicto)));
    foto.querySelector("select").value = dicho.rol;
    document.querySelector("[data-elegidas]").textContent = dicho.elegidas;
    document.querySelector("[data-faltan]").textContent = dicho.faltan;
    document.querySelector("[data-de-mas]").textContent = dicho.de_mas;
    pintar();
  }
  const decirYSeguir = async (veredicto) => {
    await decir(fotos[aqui], veredicto);
    if (veredicto && aqui < fotos.length - 1) mover(1);
  };
  const alternar = () => {
    comparada = comparada ? null : fotos[aqui];
    pintar();
  };

  escenario.hidden = false;
  escenario
    .querySelectorAll("[data-decir]")
    .forEach((b) => b.addEventListener("click", () => decirYSeguir(b.dataset.decir)));
  escenario
    .querySelectorAll("[data-paso]")
    .forEach((b) => b.addEventListener("click", () => mover(Number(b.dataset.paso))));
  comparar.addEventListener("click", alternar);
  fotos.forEach((foto, i) => {
    foto.querySelector("img")?.addEventListener("click", () => {
      aqui = i;
      pintar();
      escenario.scrollIntoView({ block: "start" });
    });
    foto.addEventListener("submit", (evento) => {
      evento.preventDefault();
      evento.stopPropagation(); // el candado de doble envío es para los formularios que sí cambian de página
      const boton = evento.submitter;
      if (boton?.name === "veredicto") decir(foto, boton.getAttribute("aria-pressed") === "true" ? "" : boton.value);
      else decir(foto, "elegida", foto.querySelector("select").value);
    });
  });
  document.addEventListener("keydown", (evento) => {
    if (
      evento.ctrlKey ||
      evento.metaKey ||
      evento.altKey ||
      evento.target.closest("input,textarea,select,dialog[open]")
    )
      return;
    const teclas = { 1: "elegida", 2: "duda", 3: "descartada", x: "descartada", 0: "" };
    const tecla = evento.key.toLowerCase();
    if (tecla in teclas) {
      evento.preventDefault();
      decirYSeguir(teclas[tecla]);
    }
    if (tecla === "arrowleft" || tecla === "arrowright") {
      evento.preventDefault();
      mover(tecla === "arrowleft" ? -1 : 1);
    }
    if (tecla === "c") alternar();
  });
  pintar();
})();
