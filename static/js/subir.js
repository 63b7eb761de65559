/* Sube por partes y reanuda (tus), con la cola guardada en el aparato. Sin este archivo, el formulario se envía entero. */
(() => {
  "use strict";
  const form = document.querySelector("[data-subir]");
  if (!form || !window.indexedDB) return;
  const soloGuardar = form.dataset.subir === "guardar"; // sin señal: sólo se guarda en la cola
  const destino = form.dataset.destino;
  const quien = form.dataset.quien || localStorage.getItem("subir-quien") || "";
  const parametros = new URLSearchParams(location.search);
  const evento = () => form.elements.evento?.value || parametros.get("evento") || "";
  const etiquetas = () => [...form.querySelectorAll("[name=etiquetas]:checked")].map((c) => c.value).join(",");
  const red = navigator.connection;
  const uno = (nombre) => form.querySelector(`[data-${nombre}]`);
  const [lista, total, totalTexto, totalBarra, aviso, pausa, wifi] = [
    "cola",
    "total",
    "total-texto",
    "total-barra",
    "aviso",
    "pausar-todo",
    "wifi",
  ].map(uno);
  const resultados = document.querySelector("[data-resultados]");
  const SIMULTANEAS = 2;
  const NO_SE_REINTENTA = new Set([400, 403, 404, 410, 412, 413, 415]);
  const items = [];
  const llegadas = []; // las direcciones de lo que ya entró de esta tanda
  const deEtiquetas = window.EtiquetasPorPoner?.(form, quien);
  let listos = 0;
  let octetosListos = 0;
  let pausado = false;
  let turno = false; // otra pestaña puede estar subiendo la misma cola
  let anunciado = "";
  let despierto = null;
  let ritmo = { desde: 0, octetos: 0 };

  if (form.dataset.quien) localStorage.setItem("subir-quien", form.dataset.quien);
  document.querySelectorAll("[data-con-js]").forEach((e) => {
    e.hidden = false;
  });
  document.querySelectorAll("[data-sin-js]").forEach((e) => {
    e.hidden = true;
  });
  form.addEventListener("submit", (e) => e.preventDefault());
  form.querySelectorAll("input[type=file]").forEach((entrada) => {
    entrada.classList.add("vh");
    entrada.required = false;
    entrada.addEventListener("change", async () => {
      const elegidos = [...entrada.files];
      entrada.value = "";
      for (const archivo of elegidos) await agregar(archivo); // eslint-disable-line no-await-in-loop
      navigator.storage?.persist?.();
      seguir();
    });
  });

  const crear = (etiqueta, propiedades, texto) => {
    const elemento = Object.assign(document.createElement(etiqueta), propiedades);
    if (texto) elemento.textContent = texto;
    return elemento;
  };
  const tamano = (octetos) =>
    octetos < 1e6
      ? `${Math.max(1, Math.round(octetos / 1e3))} kB`
      : octetos < 1e9
        ? `${(octetos / 1e6).toFixed(1)} MB`
        : `${(octetos / 1e9).toFixed(2)} GB`;
  const boton = (texto, de, alOprimir) => {
    const b = crear("button", { type: "button", className: "btn btn-s btn-chico" }, texto);
    b.append(crear("span", { className: "vh" }, ` ${de}`));
    b.addEventListener("click", alOprimir);
    return b;
  };

  // Lo que de seguro no entra se dice aquí, antes de mandar nada, con las palabras del servidor; lo demás sigue.
  const limites = uno("limites")?.dataset || {};
  const lista_de = (texto) => new Set((texto || "").split(" ").filter(Boolean));
  const aceptadas = lista_de(limites.extensiones);
  const ajenas = lista_de(limites.ajenas);
  function porQueNo({ name: nombre, size: octetos }) {
    const extension = nombre.includes(".") ? nombre.split(".").pop().toLowerCase() : "";
    if (aceptadas.size && extension && !aceptadas.has(extension)) {
      return ajenas.has(extension)
        ? `«${nombre}» es una imagen de un formato que no se acepta; guárdala como JPEG o PNG.`
        : `«${nombre}» no es foto, video ni audio.`;
    }
    if (!octetos) return `«${nombre}» está vacío.`;
    if (limites.tope && octetos > Number(limites.tope))
      return `«${nombre}» pesa demasiado; el máximo son ${Math.floor(limites.tope / 1048576)} MB.`;
    const esperan = items.filter((i) => i.estado !== "rechazado").reduce((suma, i) => suma + i.dato.octetos, 0);
    if (form.dataset.libre && octetos + esperan > Number(form.dataset.libre))
      return `No hay espacio en el servidor para «${nombre}». No se guardó; avisa a quien lo administra.`;
    return "";
  }

  async function agregar(archivo) {
    const razon = porQueNo(archivo);
    if (razon) {
      pintar(ColaDeSubidas.nuevo(archivo, { quien, evento: evento(), credito: "" }), true, razon);
      return;
    }
    if (!items.some((i) => i.estado !== "rechazado")) llegadas.length = 0; // ya no faltaba nada: empieza otra tanda
    const dato = ColaDeSubidas.nuevo(archivo, {
      quien,
      evento: evento(),
      credito: form.elements.credito?.value || "",
      etiquetas: etiquetas(),
    });
    let guardado = true;
    try {
      await ColaDeSubidas.guardar(dato);
    } catch {
      guardado = false;
    }
    pintar(dato, guardado);
    items[items.length - 1].deAqui = true;
  }

  function pintar(dato, guardado, rechazo = "") {
    const fila = crear("li", { className: "bib-fila" });
    const item = { dato, guardado, fila, estado: "espera", enviados: 0, subida: null };
    item.barra = crear("progress", { max: 100, value: 0 });
    item.barra.setAttribute("aria-label", `Avance de ${dato.nombre}`);
    item.texto = crear("span", { className: "bib-estado" });
    item.pausar = boton("Pausar", dato.nombre, () => alternar(item));
    const quitar = boton("Quitar", dato.nombre, () => descartar(item));
    const acciones = crear("span", { className: "bib-fila-acciones" });
    acciones.append(item.pausar, quitar);
    fila.append(
      miniatura(dato),
      crear("span", { className: "bib-nombre" }, `${dato.nombre} · ${tamano(dato.octetos)}`),
      acciones,
      item.barra,
      item.texto,
    );
    if (rechazo) lista.prepend(fila);
    else lista.append(fila);
    items.push(item);
    poner(item, rechazo ? "rechazado" : "espera", rechazo);
  }

  function miniatura(dato) {
    if (!/^image\/(jpeg|png|webp|avif)$/.test(dato.tipo))
      return crear(
        "span",
        { className: "bib-mini", ariaHidden: "true" },
        dato.tipo.startsWith("video") ? "Video" : dato.tipo.startsWith("audio") ? "Audio" : "",
      );
    const imagen = crear("img", { className: "bib-mini", alt: "", src: URL.createObjectURL(dato.archivo) });
    imagen.addEventListener("load", () => URL.revokeObjectURL(imagen.src));
    return imagen;
  }

  const FRASES = {
    espera: "En espera",
    subiendo: "Subiendo",
    pausa: "En pausa",
    guardando: "Guardando en la biblioteca…",
    sinRed: "Sin conexión. Sigue guardado en este aparato; no borres el archivo.",
    fallo: "No se pudo subir.",
  };
  function poner(item, estado, frase = "") {
    item.estado = estado;
    const suelto = item.guardado
      ? ""
      : " Es muy grande para guardarse aquí: mantén abierta esta pantalla hasta que termine.";
    item.texto.textContent = (frase || FRASES[estado]) + (estado === "rechazado" ? "" : suelto);
    item.pausar.hidden = estado === "rechazado" || estado === "guardando" || soloGuardar;
    item.pausar.firstChild.textContent = ["pausa", "fallo", "sinRed"].includes(estado) ? "Reanudar" : "Pausar";
    item.fila.classList.toggle("bib-rechazado", estado === "rechazado");
    item.barra.hidden = estado === "rechazado";
    pintarTotal();
  }

  // Lo elegido en esta pantalla toma las etiquetas como queden: lo que no empieza, al empezar; a lo demás se las pone
  // el servidor. A lo que ya llegó sólo se le agregan: desmarcar una es para lo que falta.
  form.addEventListener("change", (e) => {
    if (e.target.name !== "etiquetas") return;
    const mios = items.filter((i) => i.estado !== "rechazado" && i.deAqui);
    mios.forEach((i) => {
      i.dato.etiquetas = etiquetas();
      if (i.guardado) ColaDeSubidas.guardar(i.dato).catch(() => {});
    });
    const empezadas = mios.map((i) => i.dato.direccion).filter(Boolean);
    const { value, checked } = e.target;
    if (checked) deEtiquetas?.anotar(empezadas, [value], [], llegadas);
    else deEtiquetas?.anotar(empezadas, [], [value]);
  });

  function alternar(item) {
    if (["espera", "subiendo"].includes(item.estado)) {
      item.subida?.abort();
      item.subida = null;
      poner(item, "pausa");
    } else poner(item, "espera");
    seguir();
  }

  async function descartar(item) {
    const subida = item.subida;
    items.splice(items.indexOf(item), 1);
    item.fila.remove();
    await ColaDeSubidas.quitar(item.dato.id).catch(() => {});
    subida?.abort(true).catch(() => {});
    form.querySelector("label[for=id_archivos] input, #id_archivos").focus();
    seguir();
  }

  const hayRed = () => navigator.onLine !== false;
  const esperaWifi = () => wifi?.checked && red?.type && red.type !== "wifi" && red.type !== "ethernet";

  function seguir() {
    if (!soloGuardar && turno && hayRed() && !pausado && !esperaWifi()) {
      let libres = SIMULTANEAS - items.filter((i) => i.estado === "subiendo" || i.estado === "guardando").length;
      for (const item of items) {
        if (libres < 1) break;
        if (item.estado === "espera") {
          enviar(item);
          libres -= 1;
        }
      }
    }
    avisar();
    pintarTotal();
    cuidarPantalla();
  }

  function enviar(item) {
    const { dato } = item;
    const token = form.elements.csrfmiddlewaretoken?.value;
    const mandadas = dato.etiquetas || "";
    poner(item, "subiendo");
    item.subida = new tus.Upload(dato.archivo, {
      endpoint: destino,
      uploadUrl: dato.direccion || null,
      chunkSize: 1048576,
      retryDelays: [0, 1000, 3000, 5000, 10000, 30000],
      storeFingerprintForResuming: false,
      headers: token ? { "X-CSRFToken": token } : {},
      metadata: { filename: dato.nombre, evento: dato.evento, credito: dato.credito, etiquetas: dato.etiquetas || "" },
      onUploadUrlAvailable() {
        dato.direccion = item.subida.url;
        deEtiquetas?.igualar(dato.direccion, mandadas, dato.etiquetas);
        if (item.guardado) ColaDeSubidas.guardar(dato).catch(() => {});
      },
      onShouldRetry: (error) => !NO_SE_REINTENTA.has(error.originalResponse?.getStatus()),
      onProgress(enviados, octetos) {
        item.enviados = enviados;
        const por = octetos ? Math.floor((enviados / octetos) * 100) : 0;
        item.barra.value = por;
        item.texto.textContent = por < 100 ? `Subiendo, ${por} %` : FRASES.guardando;
        pintarTotal();
      },
      onSuccess: () => entregado(item),
      onError: (error) => fallo(item, error),
    });
    item.subida.start();
  }

  async function entregado(item) {
    poner(item, "guardando");
    const renglon = await preguntar(item.subida.url);
    if (renglon && resultados) resultados.prepend(renglon);
    listos += 1;
    if (item.deAqui) llegadas.push(item.dato.direccion);
    octetosListos += item.dato.octetos;
    items.splice(items.indexOf(item), 1);
    item.fila.remove();
    await ColaDeSubidas.quitar(item.dato.id).catch(() => {});
    seguir();
  }

  async function preguntar(direccion) {
    try {
      const respuesta = await fetch(`${direccion}resultado/`, { headers: { Accept: "text/html" } });
      const plantilla = document.createElement("template");
      plantilla.innerHTML = respuesta.ok ? await respuesta.text() : ""; // de nuestro servidor, ya escapado
      return plantilla.content.querySelector(".bib-resultado") && plantilla.content;
    } catch {
      return null;
    }
  }

  function fallo(item, error) {
    const respuesta = error.originalResponse;
    const estado = respuesta?.getStatus() || 0;
    item.subida = null;
    if (!estado) {
      poner(item, "sinRed");
      setTimeout(() => {
        if (item.estado === "sinRed" && hayRed()) {
          poner(item, "espera");
          seguir();
        }
      }, 30000);
    } else if (estado === 403 || (estado === 200 && !respuesta.getHeader("Tus-Resumable"))) {
      poner(item, "fallo", "Tu sesión terminó. Entra de nuevo: el archivo sigue guardado en este aparato.");
    } else if ([400, 413, 415, 429].includes(estado)) {
      poner(item, "rechazado", (respuesta.getBody() || "").slice(0, 400) || FRASES.fallo);
      ColaDeSubidas.quitar(item.dato.id).catch(() => {});
    } else {
      poner(item, "fallo", "El servidor no pudo recibirlo. Está guardado en este aparato; inténtalo otra vez.");
    }
    seguir();
  }

  function avisar() {
    const cuantos = items.filter((i) => i.estado !== "rechazado").length;
    const de = cuantos === 1 ? "Tu archivo está guardado" : `Tus ${cuantos} archivos están guardados`;
    let frase = "";
    if (cuantos && (soloGuardar || !hayRed()))
      frase = `Sin conexión. ${de} en este aparato y se ${cuantos === 1 ? "sube" : "suben"} cuando vuelva la señal y abras esta pantalla. No borres las fotos.`;
    else if (cuantos && esperaWifi()) frase = `Esperando Wi-Fi. ${de} en este aparato.`;
    else if (cuantos && !turno) frase = "Otra pestaña está subiendo estos archivos.";
    else if (cuantos && items.length > cuantos)
      frase =
        items.length - cuantos === 1
          ? "Un archivo no va; en la lista dice por qué. Los demás siguen."
          : `${items.length - cuantos} archivos no van; en la lista dice por qué. Los demás siguen.`;
    if (aviso && aviso.textContent !== frase) {
      aviso.textContent = frase;
      aviso.hidden = !frase;
    }
  }

  function pintarTotal() {
    const vivos = items.filter((i) => i.estado !== "rechazado");
    total.hidden = !items.length && !listos;
    if (total.hidden) return;
    const octetos = octetosListos + vivos.reduce((s, i) => s + i.dato.octetos, 0);
    const van = octetosListos + vivos.reduce((s, i) => s + Math.min(i.enviados, i.dato.octetos), 0);
    const por = octetos ? Math.floor((van / octetos) * 100) : 100;
    totalBarra.value = por;
    pausa.hidden = soloGuardar || !vivos.length;
    uno("mientras").hidden = !vivos.length;
    alTerminar(vivos.length);
    const malos = items.length - vivos.length;
    const fallas = malos ? ` ${malos} no ${malos === 1 ? "entró" : "entraron"}.` : "";
    const n = listos + vivos.length;
    const frase = soloGuardar
      ? `${n} en espera de señal · ${tamano(octetos)}`
      : !vivos.length
        ? `Listo: ${listos} de ${listos + malos}.`
        : pausado
          ? `En pausa: ${listos} de ${n} · ${tamano(octetos)}`
          : !hayRed()
            ? `Esperando señal: ${listos} de ${n} · ${tamano(octetos)}`
            : `Subiendo ${Math.min(listos + 1, n)} de ${n} · ${tamano(octetos)}${falta(octetos - van, van)}`;
    const clave = `${Math.floor(por / 25)}-${listos}-${malos}-${n}-${pausado}-${hayRed()}`; // se anuncia cada 25 % o al cambiar la cuenta
    if (clave === anunciado) return;
    anunciado = clave;
    totalTexto.textContent = frase + fallas;
  }

  // El botón de entregar la cobertura espera a que no falte nada; sin evento elegido, sólo se ve el suyo.
  const despues = document.querySelector("[data-al-terminar]");
  function alTerminar(cuantas) {
    if (!despues) return;
    const de = evento();
    const suyos = [...despues.querySelectorAll("[data-paso-de]")].filter((paso) => {
      paso.hidden = cuantas > 0 || paso.dataset.pasoDe !== de;
      return paso.dataset.pasoDe === de;
    });
    despues.hidden = !suyos.length;
    despues.querySelector("[data-falta]").hidden = !cuantas || !suyos.some((paso) => paso.querySelector("form"));
    if (cuantas && despues.querySelector("[data-falta]").hidden) despues.hidden = true;
    suyos.forEach((paso) =>
      paso.querySelector("button")?.classList.replace(listos ? "btn-s" : "btn-p", listos ? "btn-p" : "btn-s"),
    );
  }
  form.elements.evento?.addEventListener("change", () =>
    alTerminar(items.filter((i) => i.estado !== "rechazado").length),
  );

  function falta(resta, van) {
    const ahora = Date.now();
    if (!ritmo.desde) ritmo = { desde: ahora, octetos: van };
    const segundos = (ahora - ritmo.desde) / 1000;
    const velocidad = (van - ritmo.octetos) / Math.max(segundos, 1);
    if (segundos < 5 || velocidad < 1) return "";
    const minutos = Math.ceil(resta / velocidad / 60);
    return minutos > 1 ? ` · unos ${minutos} min` : " · menos de un minuto";
  }

  async function cuidarPantalla() {
    const subiendo = items.some((i) => i.estado === "subiendo");
    if (subiendo && !despierto && document.visibilityState === "visible") {
      despierto = (await navigator.wakeLock?.request("screen").catch(() => null)) || null;
      despierto?.addEventListener("release", () => {
        despierto = null;
      });
    } else if (!subiendo && despierto) despierto.release();
  }

  pausa?.addEventListener("click", () => {
    pausado = !pausado;
    pausa.textContent = pausado ? "Reanudar todo" : "Pausar todo";
    items
      .filter((i) => i.estado === "subiendo" && pausado)
      .forEach((i) => {
        i.subida?.abort();
        i.subida = null;
        poner(i, "espera");
      });
    seguir();
  });
  if (wifi) {
    wifi.closest("label").hidden = !red?.type; // sólo donde el navegador sabe qué red es
    wifi.checked = localStorage.getItem("subir-wifi") === "si";
    wifi.addEventListener("change", () => {
      localStorage.setItem("subir-wifi", wifi.checked ? "si" : "no");
      cambioDeRed();
    });
  }
  function cambioDeRed() {
    const detener = !hayRed() || esperaWifi();
    items.forEach((i) => {
      if (detener && i.estado === "subiendo") {
        i.subida?.abort();
        i.subida = null;
        poner(i, "espera");
      }
      if (!detener && i.estado === "sinRed") poner(i, "espera");
    });
    if (soloGuardar && hayRed()) location.reload();
    else seguir();
  }
  // El aviso de que volvió la señal puede perderse: sin ella se pregunta cada cinco segundos si el servidor ya contesta.
  if (soloGuardar)
    setInterval(
      () =>
        fetch("/salud/viva", { cache: "no-store" })
          .then((r) => r.ok && location.reload())
          .catch(() => {}),
      5000,
    );
  window.addEventListener("online", cambioDeRed);
  window.addEventListener("offline", cambioDeRed);
  red?.addEventListener?.("change", cambioDeRed);
  document.addEventListener("visibilitychange", cuidarPantalla);
  window.addEventListener("beforeunload", (e) => {
    if (items.some((i) => !i.guardado && i.estado !== "rechazado")) e.preventDefault();
  });

  ColaDeSubidas.todos()
    .catch(() => [])
    .then((datos) => {
      // Lo compartido desde otra aplicación todavía no tiene dueño: es de quien lo abre.
      datos
        .filter((d) => d.quien === quien || d.quien === "")
        .forEach((d) => pintar({ ...d, quien, evento: d.evento || evento() }, true));
      seguir();
    });
  alTerminar(0);
  const tomarTurno = () =>
    new Promise(() => {
      turno = true;
      seguir();
    });
  if (navigator.locks) navigator.locks.request(`subidas-${quien}`, tomarTurno);
  else tomarTurno();
})();
