// Lo que cambia sin salir de la página (docs/decisiones/0016). Los atributos hx-… los escribe el servidor; aquí, qué se
// dice en voz alta, qué pasa si la sesión venció o el servidor falla, y qué queda en el historial.
(() => {
  "use strict";
  const anuncio = document.getElementById("anuncio");
  const molde = document.getElementById("falla-en-vivo");
  const esFiltro = (elemento) => elemento?.matches?.("[data-filtros]");
  let ultimo = null;

  const esCallada = (ctx) => ctx?.sourceElement?.matches?.("[data-callada]");

  function fallar(ctx, frase) {
    if (esCallada(ctx)) return;
    if (esFiltro(ctx?.sourceElement)) ctx.sourceElement.classList.add("fallo"); // su botón vuelve a verse
    if (document.querySelector("[data-falla]")) return;
    const aviso = molde.content.firstElementChild.cloneNode(true);
    aviso.querySelector("span").textContent = frase;
    aviso.querySelector("button").addEventListener("click", () => aviso.remove());
    document.getElementById("avisos-flotantes").append(aviso);
  }
  function sanar(ctx) {
    ctx.sourceElement?.classList?.remove("fallo");
    document.querySelector("[data-falla]")?.remove();
  }
  // A la página entera: la que se pidió si era una lista; si no, ésta otra vez.
  const irALaPagina = (ctx) => (ctx.push || ctx.replace ? location.assign(ctx.request.action) : location.reload());

  document.addEventListener("htmx:config:request", (evento) => {
    const { ctx } = evento.detail;
    if (!esFiltro(ctx.sourceElement)) return;
    // La dirección lleva sólo lo que se pidió, y teclear una palabra deja un paso en el historial, no uno por letra.
    [...ctx.request.body].filter(([, valor]) => valor === "").forEach(([nombre]) => ctx.request.body.delete(nombre));
    const campo = ctx.sourceEvent?.target;
    if (campo === ultimo && campo.matches("input:not([type=checkbox])")) {
      ctx.replace = ctx.push;
      ctx.push = null;
    }
    ultimo = campo;
  });
  document.addEventListener("htmx:before:history:update", ({ detail: { history } }) => {
    if (history.path === location.pathname + location.search) history.type = "replace";
  });

  document.addEventListener("htmx:before:request", () => {
    anuncio.textContent = "";
  });
  document.addEventListener("htmx:before:response", (evento) => {
    const { ctx } = evento.detail;
    const { redirected, url } = ctx.response.raw;
    if (!redirected || !new URL(url).pathname.startsWith("/acceso/")) return;
    evento.preventDefault(); // la sesión venció: se entra otra vez, y el formulario de entrada no va dentro de la lista
    if (ctx.sourceEvent?.type === "every" || esCallada(ctx))
      fallar(ctx, "Tu sesión terminó. Recarga la página para entrar otra vez.");
    else irALaPagina(ctx);
  });
  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    ctx.push = null;
    ctx.replace = null;
    if (ctx.response?.status === 403) fallar(ctx, "Esta página venció. Recárgala y vuelve a intentarlo.");
    else fallar(ctx, "No se pudo actualizar. Lo que ves es de antes; inténtalo otra vez.");
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx) fallar(ctx, "No hay conexión con el servidor. Lo que ves es de antes; inténtalo otra vez.");
  });
  document.addEventListener("htmx:before:swap", (evento) => {
    const { ctx, tasks } = evento.detail;
    if (ctx.response.status >= 400) return;
    const principal = tasks.find((tarea) => tarea.type === "main");
    if (ctx.select && principal && !principal.fragment.childElementCount) {
      evento.preventDefault(); // contestó otra página: se ve entera
      irALaPagina(ctx);
    } else if (!esCallada(ctx)) sanar(ctx);
  });
  document.addEventListener("htmx:after:settle", ({ detail: { newContent } }) => {
    const dicho = newContent.map((nodo) => nodo.dataset?.anuncio).find(Boolean);
    if (dicho) anuncio.textContent = dicho;
  });

  // Lo que se pone al día solo no pregunta mientras nadie lo ve.
  document.addEventListener("htmx:config:request", (evento) => {
    if (evento.detail.ctx.sourceEvent?.type === "every" && document.hidden) evento.preventDefault();
  });

  // La cuenta regresiva llega escrita; aquí sigue bajando, y en cero ya no se puede cancelar.
  const limites = new WeakMap();
  setInterval(() => {
    document.querySelectorAll("[data-faltan]").forEach((cuenta) => {
      if (!limites.has(cuenta)) limites.set(cuenta, performance.now() + 1000 * Number(cuenta.textContent));
      const faltan = Math.max(0, Math.ceil((limites.get(cuenta) - performance.now()) / 1000));
      if (cuenta.textContent !== String(faltan)) cuenta.textContent = faltan;
      cuenta.closest("form").querySelector("[type=submit]").disabled = faltan === 0;
    });
  }, 250);

  // Después de un renglón, el foco va al siguiente que espera; si ya no hay, se queda en el suyo.
  document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
    ctx.siguiente = ctx.sourceElement?.dataset?.alSiguiente;
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const hecho = ctx.siguiente && document.getElementById(ctx.target.id);
    if (!hecho) return;
    const esperan = [...document.querySelectorAll(ctx.siguiente)];
    const despues = (renglon) => hecho.compareDocumentPosition(renglon) & Node.DOCUMENT_POSITION_FOLLOWING;
    const destino = esperan.find(despues) ?? esperan[0];
    (destino?.querySelector("[type=submit]") ?? hecho).focus();
  });

  // Un formulario que no se cambió por otro se puede volver a enviar.
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement;
    if (!form?.dataset?.enviado) return;
    delete form.dataset.enviado;
    form.querySelectorAll("[aria-busy]").forEach((boton) => boton.removeAttribute("aria-busy"));
  });
})();
