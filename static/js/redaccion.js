// Guardar solo: dos segundos después de dejar de escribir y al salir de un campo. Lo que no llega al servidor queda en este equipo.
(() => {
  "use strict";
  const form = document.querySelector("form[data-redaccion]");
  if (!form) return;
  const clave = form.dataset.clave;
  const linea = document.getElementById("estado-guardado");
  const reintentar = document.getElementById("reintentar");
  const entrar = document.getElementById("entrar-otra-vez");
  const unir = document.getElementById("unir-ahora");
  const panel = document.getElementById("panel-revisar");
  const version = form.querySelector("[name=version]");
  const datos = () => {
    const todo = new FormData(form);
    ["enviar", "terminar"].forEach((n) => todo.delete(n));
    return todo;
  };
  const deServicio = (n) => n === "csrfmiddlewaretoken" || /(^|-)version$/.test(n); // la del boletín y la de cada foto
  const huella = () => JSON.stringify([...datos()].filter(([n]) => !deServicio(n)));
  const comoAbrio = huella();
  let guardada = comoAbrio;
  let pausa = false;
  let enCurso = null;
  let reloj = 0;

  const decir = (frase, estado) => {
    linea.textContent = frase;
    linea.dataset.estado = estado;
    if (estado === "guardando") return; // los botones no se quitan bajo el dedo
    reintentar.hidden = estado !== "fallo" && estado !== "sesion";
    entrar.hidden = estado !== "sesion";
    unir.hidden = estado !== "choque";
  };
  const hora = () => new Date().toLocaleTimeString("es-MX", { hour: "2-digit", minute: "2-digit", hour12: false });

  // --- Copia en este dispositivo -------------------------------------------------------------------------------
  const leer = (cual) => {
    try {
      return JSON.parse(localStorage.getItem(cual) || "null");
    } catch {
      return null;
    }
  };
  const copia = () => ({ version: version.value, hora: hora(), campos: Object.fromEntries(datos()) });
  const apartar = () => {
    try {
      localStorage.setItem(clave, JSON.stringify(copia()));
      return true;
    } catch {
      return false;
    }
  };
  const olvidar = () => {
    try {
      localStorage.removeItem(clave);
    } catch {
      /* sin almacenamiento no hay nada que olvidar */
    }
  };
  // Lo que quedó de otras veces se ofrece aparte: seguir escribiendo no lo pisa.
  const otras = `${clave}:antes`;
  const deAntes = [...(leer(otras) || []), leer(clave)].filter((c) => c?.campos).slice(-3);
  const esOtra = (c) =>
    Object.entries(c.campos).some(([n, v]) => !deServicio(n) && form.elements[n] && form.elements[n].value !== v);
  const aviso = document.getElementById("recuperar");
  const ofrecer = () => {
    while (deAntes.length && !esOtra(deAntes.at(-1))) deAntes.pop();
    aviso.hidden = !deAntes.length;
    if (deAntes.length) aviso.querySelector("[data-hora]").textContent = deAntes.at(-1).hora;
    try {
      if (deAntes.length) localStorage.setItem(otras, JSON.stringify(deAntes));
      else localStorage.removeItem(otras);
    } catch {
      /* ídem */
    }
  };
  ofrecer();
  olvidar();
  const alAbrir = version.value;
  const poner = (campos) =>
    Object.entries(campos).forEach(([n, v]) => {
      const campo = form.elements[n];
      if (!campo || n === "csrfmiddlewaretoken" || n === "version") return;
      campo.value = v;
      campo.dispatchEvent(new Event("texto-puesto"));
    });
  aviso.querySelector("[data-recuperar]").addEventListener("click", async () => {
    const elegida = deAntes.pop();
    if (huella() !== comoAbrio && !(await guardar({ aMano: true }))) deAntes.unshift(copia()); // lo escrito aquí tampoco se pierde
    poner(elegida.campos);
    if (elegida.version !== alAbrir) version.value = elegida.version; // alguien guardó desde entonces: se unen los dos textos
    await guardar();
    ofrecer();
  });
  aviso.querySelector("[data-olvidar]").addEventListener("click", () => {
    deAntes.pop();
    ofrecer();
  });

  // --- Guardar ---------------------------------------------------------------------------------------------------
  const sinLlegar = () =>
    decir(
      apartar()
        ? navigator.onLine
          ? "No se pudo guardar. Está en este dispositivo."
          : "Sin conexión. Guardado en este dispositivo"
        : "No se pudo guardar",
      "fallo",
    );

  const pedir = (cuerpo) =>
    fetch(form.dataset.redaccion, {
      method: "POST",
      body: cuerpo,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
  // Quien entró otra vez en otra pestaña trae otra ficha de formulario: se pide y se sigue. Sin sesión contesta «no».
  async function conOtraFicha() {
    const pagina = await fetch(location.pathname, { redirect: "manual" });
    if (!pagina.ok) return false;
    const ficha = new DOMParser()
      .parseFromString(await pagina.text(), "text/html")
      .querySelector("#f-boletin [name=csrfmiddlewaretoken]")?.value;
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((c) => {
      if (ficha) c.value = ficha;
    });
    return Boolean(ficha);
  }

  async function mandar(aMano) {
    const ahora = huella();
    const cuerpo = datos();
    if (aMano) cuerpo.set("a_mano", "1");
    decir("Guardando…", "guardando");
    let respuesta;
    try {
      respuesta = await pedir(cuerpo);
      if (respuesta.status === 403 || respuesta.type === "opaqueredirect") {
        if (!(await conOtraFicha())) {
          apartar();
          decir("Se cerró la sesión. Lo escrito está en este dispositivo; entra otra vez y se guarda.", "sesion");
          return false;
        }
        cuerpo.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        respuesta = await pedir(cuerpo);
      }
    } catch {
      sinLlegar();
      return false;
    }
    if (!respuesta.headers.get("Content-Type")?.includes("application/json")) {
      apartar();
      decir("No se pudo guardar. Está en este dispositivo.", "fallo");
      return false;
    }
    const dicho = await respuesta.json();
    if (dicho.fotos) form.dispatchEvent(new CustomEvent("fotos-guardadas", { detail: dicho.fotos }));
    if (dicho.version) {
      version.value = dicho.version;
      panel.innerHTML = dicho.panel;
    }
    if (dicho.estado === "guardado") {
      guardada = ahora;
      olvidar();
      decir(dicho.frase, "guardado");
      return true;
    }
    apartar();
    if (dicho.estado === "choque" || dicho.estado === "cerrado") pausa = true;
    decir(dicho.frase, dicho.estado);
    return false;
  }
  async function guardar({ aMano = false } = {}) {
    clearTimeout(reloj);
    while (enCurso) await enCurso; // de a uno: dos guardados a la vez chocarían entre sí
    if (pausa || (!aMano && huella() === guardada)) return !pausa;
    if (sinSesion() && !aMano) {
      apartar();
      return false;
    }
    enCurso = mandar(aMano);
    const bien = await enCurso;
    enCurso = null;
    if (bien && huella() !== guardada) pronto();
    return bien;
  }
  const sinSesion = () => linea.dataset.estado === "sesion";
  const pronto = () => {
    if (huella() === guardada || pausa) return;
    if (sinSesion()) {
      apartar();
      return;
    }
    decir("Sin guardar", "pendiente");
    clearTimeout(reloj);
    reloj = setTimeout(guardar, 2000);
  };
  const propio = (e) => e.target.form === form;
  document.addEventListener("input", (e) => {
    if (propio(e)) pronto();
  });
  document.addEventListener("change", (e) => {
    if (propio(e)) guardar();
  });
  document.addEventListener("focusout", (e) => {
    if (propio(e)) guardar();
  });
  form.addEventListener("guardar-ya", () => guardar({ aMano: true }));
  reintentar.addEventListener("click", () => guardar({ aMano: true }));
  window.addEventListener("online", () => guardar());
  setInterval(() => {
    if (!document.hidden && !pausa && navigator.onLine && !enCurso) mandarPresencia();
  }, 60000);
  const mandarPresencia = () => {
    if (huella() === guardada) mandar(false);
  };
  let enviando = false;
  let vuelve = false;
  form.addEventListener("submit", async (e) => {
    clearTimeout(reloj);
    if (!enviando && (enCurso || (!pausa && huella() !== guardada))) {
      // primero llega lo escrito; si no llega, no se va de aquí
      e.preventDefault();
      e.stopPropagation();
      await guardar();
      if (sinSesion() || linea.dataset.estado === "fallo") return;
      enviando = true;
      form.requestSubmit(e.submitter);
      return;
    }
    enviando = true;
    vuelve = !e.submitter?.name; // «Guardar» regresa al editor
    olvidar();
  });
  window.addEventListener("beforeunload", (e) => {
    if (!enviando && huella() !== guardada) {
      apartar();
      e.preventDefault();
    }
  });
  // Al cerrar, las demás dejan de verla «editando».
  window.addEventListener("pagehide", () => {
    if (vuelve) return;
    const despedida = new FormData();
    despedida.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    navigator.sendBeacon(form.dataset.salir, despedida);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && sinSesion()) guardar({ aMano: true });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && huella() !== guardada && !pausa) {
      apartar();
      guardar();
    }
  });
  document.querySelectorAll("[data-guardar-antes]").forEach((a) =>
    a.addEventListener("click", async (e) => {
      if (huella() === guardada) return;
      e.preventDefault();
      if (await guardar()) {
        enviando = true;
        location.href = a.href;
      }
    }),
  );

  // La cabeza puede verse en varios renglones, pero es uno solo.
  document.querySelectorAll("[data-un-renglon]").forEach((c) =>
    c.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.ctrlKey) e.preventDefault();
    }),
  );

  // --- Teclas ----------------------------------------------------------------------------------------------------
  document.addEventListener(
    "keydown",
    (e) => {
      if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "s") {
        e.preventDefault();
        e.stopImmediatePropagation();
        guardar({ aMano: true });
      }
      if (e.ctrlKey && e.altKey && e.key.toLowerCase() === "m") {
        e.preventDefault();
        abrir("comentarios");
        document.querySelector("#pa-comentarios a")?.focus();
      }
    },
    true,
  );

  // --- Pestañas del panel (ARIA APG, tabs) ------------------------------------------------------------------------
  const fila = document.querySelector(".panel-pestanas");
  const pestanas = [...fila.querySelectorAll("[role=tab]")];
  const abrir = (cual, enfocar = false) =>
    pestanas.forEach((p) => {
      const es = p.id === `pe-${cual}`;
      p.setAttribute("aria-selected", String(es));
      p.tabIndex = es ? 0 : -1;
      document.getElementById(p.getAttribute("aria-controls")).hidden = !es;
      if (es && enfocar) p.focus();
    });
  document.querySelectorAll(".panel-parte").forEach((s) => {
    s.setAttribute("role", "tabpanel");
    s.tabIndex = 0;
  });
  fila.hidden = false;
  pestanas.forEach((p) => p.addEventListener("click", () => abrir(p.id.slice(3))));
  fila.addEventListener("keydown", (e) => {
    const paso = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (paso)
      abrir(
        pestanas[(pestanas.indexOf(document.activeElement) + paso + pestanas.length) % pestanas.length].id.slice(3),
        true,
      );
  });
  abrir(form.closest(".redaccion").querySelector(".panel-parte .is-invalid") ? "datos" : "revisar");
  document.addEventListener("click", (e) => {
    const liga = e.target.closest("[data-ir-al-campo]");
    const campo = liga && document.getElementById(`id_${liga.dataset.irAlCampo}`);
    if (!campo || campo.hidden) return;
    e.preventDefault();
    if (campo.closest("#pa-datos")) abrir("datos");
    campo.closest("details")?.setAttribute("open", "");
    campo.focus();
  });
})();
