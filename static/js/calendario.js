// La agenda en cuadro: FullCalendar sobre lo que el servidor ya pintó en la lista. Sin esto, la lista está completa.
(() => {
  "use strict";
  const caja = document.querySelector("[data-calendario]");
  const cuadro = document.getElementById("calendario");
  if (!caja || !cuadro || !window.FullCalendar) return;
  const datos = JSON.parse(document.getElementById("datos-calendario").textContent);
  const dialogo = document.getElementById("dialogo-toca");
  const anuncio = document.getElementById("anuncio");
  const VISTAS = { dia: "timeGridDay", semana: "timeGridWeek", mes: "dayGridMonth" };
  const PASOS = {
    ArrowUp: { minutes: -15 },
    ArrowDown: { minutes: 15 },
    ArrowLeft: { days: -1 },
    ArrowRight: { days: 1 },
  };
  const DIAS = ["Dom", "Lun", "Mar", "Mié", "Jue", "Vie", "Sáb"];
  const hojas = document.querySelector("svg.icono use")?.getAttribute("href").split("#")[0];

  // --- Cómo se dibuja cada evento -----------------------------------------------------------------------------------
  const nodo = (etiqueta, clase, texto = "") => {
    const e = document.createElement(etiqueta);
    e.className = clase;
    e.textContent = texto;
    return e;
  };
  const conIcono = (clase, nombre, texto) => {
    const e = nodo("span", clase);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icono");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${hojas}#${nombre}`);
    svg.append(use);
    e.append(svg, texto);
    return e;
  };
  const cabeza = (p) => {
    const renglon = nodo("span", "cal-cabeza");
    if (p.prioridad) renglon.append(nodo("span", `prioridad prioridad-${p.prioridad}`, p.prioridad));
    const hora = nodo("span", "cal-hora", p.hora);
    hora.append(nodo("span", "cal-fin", `–${p.fin}`));
    renglon.append(hora);
    return renglon;
  };
  const dibujar = ({ event }) => {
    const p = event.extendedProps;
    if (!p.forma) return true;
    const clases = ["cal-cita", `cal-${p.forma}`];
    if (p.noSera) clases.push("cal-no-sera");
    if (p.traslape || p.sinCobertura) clases.push("cal-mal");
    const cita = nodo("div", clases.join(" "));
    cita.append(cabeza(p), nodo("strong", "", event.title));
    if (datos.vista !== "mes") {
      const de = nodo("span", "cal-sobra", p.dependencia);
      de.append(nodo("span", "cal-lugar", ` · ${p.lugar}`));
      cita.append(de);
    }
    cita.append(nodo("span", `forma forma-${p.forma}`, p.palabra));
    if (p.cubre && datos.vista !== "mes") cita.append(conIcono("cal-sobra", "camera", p.cubre));
    if (p.sinCobertura) cita.append(conIcono("cal-marca", "circle-alert", "Sin cobertura"));
    if (p.traslape) cita.append(conIcono("cal-marca cal-traslape", "triangle-alert", "Traslape"));
    return { domNodes: [cita] };
  };
  // Si no cabe se quita primero la dependencia y luego quién cubre; nunca el título, el estado ni lo que pide una mano.
  const ajustar = (el) => {
    const hoja = el.querySelector(".cal-cita");
    const sobran = [...el.querySelectorAll(".cal-sobra")];
    while (hoja && sobran.length && hoja.scrollHeight > hoja.clientHeight + 1) sobran.shift().remove();
    if (hoja && hoja.scrollHeight > hoja.clientHeight + 1) hoja.classList.add("cal-crece");
  };
  const nombrar = ({ event, el }) => {
    const p = event.extendedProps;
    if (!p.forma) return;
    el.dataset.pk = event.id;
    if (datos.vista !== "mes") requestAnimationFrame(() => ajustar(el));
    el.title = p.traslape ? `${event.title}. Traslape: ${p.traslape}` : event.title;
  };

  // --- Mover: con el ratón, el dedo o el teclado, siempre por la misma puerta -----------------------------------------
  const cita = (momento) => momento.toISOString();
  async function guardar(event, devolver) {
    const form = document.getElementById("mover");
    const cuerpo = new FormData(form);
    cuerpo.set("fecha", cita(event.start).slice(0, 10));
    cuerpo.set("hora", cita(event.start).slice(11, 16));
    if (event.end && cita(event.end).slice(0, 10) === cita(event.start).slice(0, 10))
      cuerpo.set("hora_fin", cita(event.end).slice(11, 16));
    cuerpo.set("version", event.extendedProps.version);
    cuerpo.set("volver", location.pathname + location.search);
    let respuesta;
    try {
      respuesta = await fetch(event.extendedProps.mover, { method: "POST", body: cuerpo, redirect: "manual" });
    } catch {
      fallar(devolver, "Sin conexión: no se movió.");
      return;
    }
    if (respuesta.type === "opaqueredirect") {
      location.reload(); // se guardó: el aviso con «Deshacer» viene en la página
      return;
    }
    const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    const pregunta = pagina.querySelector("[data-afectados]");
    if (pregunta) preguntar(pregunta, event, devolver);
    else fallar(devolver, pagina.querySelector(".problema li")?.textContent || "No se movió. Recarga la página.");
  }
  function preguntar(pregunta, event, devolver) {
    pregunta.setAttribute("action", event.extendedProps.mover);
    dialogo.replaceChildren(document.importNode(pregunta, true));
    dialogo.onclose = () => {
      devolver();
      enfocar(event.id);
    };
    dialogo.showModal();
    const titulo = dialogo.querySelector("h1");
    titulo.tabIndex = -1;
    titulo.focus();
  }
  dialogo.addEventListener("click", (e) => {
    if (!e.target.closest("[data-no-cambiar]")) return;
    e.preventDefault();
    dialogo.close();
  });
  function fallar(devolver, frase) {
    devolver();
    const aviso = document.getElementById("falla-en-vivo").content.firstElementChild.cloneNode(true);
    aviso.querySelector("span").textContent = frase;
    aviso.querySelector("button").addEventListener("click", () => aviso.remove());
    document.getElementById("avisos-flotantes").append(aviso);
  }

  // Un día con citas encimadas se ensancha y uno vacío se angosta, para que ninguna quede en una tira.
  const PESOS = [0.7, 1, 1.9, 2.6];
  const encimadas = {};
  const citas = datos.eventos.map((e) => [e.start.slice(0, 10), Date.parse(`${e.start}Z`), Date.parse(`${e.end}Z`)]);
  citas.forEach(([dia, inicio]) => {
    const juntas = citas.filter(([d, i, f]) => d === dia && i <= inicio && Math.max(f, i + 85 * 60000) > inicio);
    encimadas[dia] = Math.max(encimadas[dia] ?? 0, Math.min(juntas.length, 3));
  });
  const enSemana = Array.from({ length: 7 }, (_, n) => {
    const dia = new Date(`${datos.desde}T00:00:00Z`);
    dia.setUTCDate(dia.getUTCDate() + n);
    return PESOS[encimadas[dia.toISOString().slice(0, 10)] ?? 0];
  });
  const suma = enSemana.reduce((total, peso) => total + peso, 0);
  const ensanchar = ({ date, el }) => {
    if (datos.vista !== "semana") return;
    const peso = PESOS[encimadas[date.toISOString().slice(0, 10)] ?? 0];
    el.style.width = `${((100 * peso) / suma).toFixed(2)}%`;
  };

  const salen = datos.eventos.map((e) => Number(e.start.slice(11, 13)));
  const terminan = datos.eventos.map((e) =>
    e.end.slice(0, 10) === e.start.slice(0, 10) ? Number(e.end.slice(11, 13)) + 1 : 24,
  );
  const dosCifras = (n) => `${String(n).padStart(2, "0")}:00:00`;
  const alDia = (momento) => {
    const destino = new URL(location.href);
    destino.pathname = destino.pathname.replace(/(semana|mes)\/$/, "dia/");
    destino.searchParams.set("dia", cita(momento).slice(0, 10));
    location.assign(destino);
  };
  const suspendido = ([inicio, fin, nombre]) => [
    { start: inicio, end: fin, display: "background", classNames: ["cal-rayado"] },
    {
      title: `Suspensión: ${nombre}`,
      start: inicio.slice(0, 10),
      end: fin.slice(11) === "00:00:00" ? fin.slice(0, 10) : `${fin.slice(0, 10)}T23:59:59`,
      allDay: true,
      editable: false,
      classNames: ["cal-suspension"],
    },
  ];
  const calendario = new window.FullCalendar.Calendar(cuadro, {
    initialView: VISTAS[datos.vista],
    initialDate: datos.dia,
    now: datos.ahora,
    timeZone: "UTC", // las horas llegan como se dicen en la oficina; nadie las recorre
    locale: "es-MX",
    firstDay: 1,
    headerToolbar: false,
    height: "auto",
    stickyHeaderDates: true,
    nowIndicator: true,
    allDaySlot: datos.suspensiones.length > 0,
    allDayText: "Todo el día",
    slotMinTime: dosCifras(Math.min(8, ...salen)),
    slotMaxTime: dosCifras(Math.max(20, ...terminan)),
    slotLabelFormat: { hour: "numeric", minute: "2-digit", hour12: false },
    snapDuration: "00:15:00",
    eventMinHeight: 118,
    slotEventOverlap: false,
    dayMaxEvents: datos.vista === "mes" ? 3 : false,
    fixedWeekCount: false,
    navLinks: true,
    navLinkDayClick: alDia,
    moreLinkClick: ({ date }) => alDia(date),
    moreLinkContent: ({ num }) => `y ${num} más`,
    editable: datos.puede,
    eventInteractive: true,
    dayHeaderContent: ({ date, isToday }) => {
      if (datos.vista === "mes") return { domNodes: [nodo("span", "", DIAS[date.getUTCDay()])] };
      const dia = nodo("span", "", `${DIAS[date.getUTCDay()]} `);
      dia.append(nodo("b", "", String(date.getUTCDate())), isToday ? " · hoy" : "");
      return { domNodes: [dia] };
    },
    dayHeaderDidMount: ensanchar,
    dayCellDidMount: ensanchar,
    events: [...datos.eventos, ...datos.suspensiones.flatMap(suspendido)],
    eventContent: dibujar,
    eventDidMount: nombrar,
    eventDrop: ({ event, revert }) => guardar(event, revert),
    eventResize: ({ event, revert }) => guardar(event, revert),
    dateClick: ({ dateStr }) => {
      if (datos.puede) location.assign(`${datos.nuevo}?dia=${dateStr.slice(0, 10)}&hora=${dateStr.slice(11, 16)}`);
    },
  });

  // --- El teclado: con Mayús las flechas lo mueven; al soltarla se guarda, Esc lo deja ---------------------------------
  let movido = null;
  const enfocar = (pk) => requestAnimationFrame(() => cuadro.querySelector(`[data-pk="${pk}"]`)?.focus());
  function mover(event, paso) {
    movido ??= { event, inicio: event.start, fin: event.end };
    event.moveDates(paso);
    const hora = cita(event.start).slice(11, 16);
    anuncio.textContent = `${event.title}: ${DIAS[event.start.getUTCDay()]} ${event.start.getUTCDate()}, ${hora}`;
    enfocar(event.id);
  }
  function regresar() {
    movido?.event.setDates(movido.inicio, movido.fin);
    movido = null;
  }
  document.addEventListener(
    "keydown",
    (e) => {
      if (e.key === "Escape" && movido) {
        const pk = movido.event.id;
        regresar();
        enfocar(pk);
        return;
      }
      // Mientras se mueve, la cita se vuelve a dibujar y puede soltar el foco: las flechas siguen siendo suyas.
      const suya = cuadro.contains(e.target) && e.target.closest("[data-pk]");
      const event = movido?.event ?? (suya && calendario.getEventById(suya.dataset.pk));
      if (!event || !PASOS[e.key]) return;
      e.preventDefault();
      e.stopImmediatePropagation(); // las flechas solas también pasan de semana
      if (!e.shiftKey) pasarA(e.target, e.key);
      else if (datos.puede && event.startEditable !== false) mover(event, PASOS[e.key]);
    },
    true,
  );
  document.addEventListener("keyup", (e) => {
    if (e.key !== "Shift" || !movido) return;
    const { event, inicio, fin } = movido;
    movido = null;
    guardar(event, () => event.setDates(inicio, fin));
  });
  function pasarA(desde, tecla) {
    const todos = [...cuadro.querySelectorAll("[data-pk]")];
    const siguiente = todos[todos.indexOf(desde) + (tecla === "ArrowDown" || tecla === "ArrowRight" ? 1 : -1)];
    siguiente?.focus();
  }

  const alAncho = window.matchMedia("(min-width: 60rem)");
  const montar = () => {
    if (!alAncho.matches || !cuadro.hidden) return;
    cuadro.hidden = false;
    caja.classList.add("con-cuadro");
    calendario.render();
  };
  alAncho.addEventListener("change", montar);
  montar();
})();
