/* Sube archivo por archivo con avance, reintento y anuncio en palabras. Sin este archivo, el formulario se envía entero. */
(() => {
  const form = document.querySelector("[data-subir]");
  if (!form) return;
  const cola = form.querySelector("[data-cola]");
  const resultados = document.querySelector("[data-resultados]");
  const total = form.querySelector("[data-total]");
  const totalTexto = form.querySelector("[data-total-texto]");
  const totalBarra = form.querySelector("[data-total-barra]");
  const SIMULTANEAS = 2;
  const archivos = [];
  let enCurso = 0;
  let ultimoAnuncio = -1;

  form.querySelectorAll("[data-con-js]").forEach((e) => { e.hidden = false; });
  form.querySelectorAll("[data-sin-js]").forEach((e) => { e.hidden = true; });
  form.querySelectorAll("input[type=file]").forEach((entrada) => {
    entrada.classList.add("vh");
    entrada.required = false;
    entrada.addEventListener("change", () => {
      [...entrada.files].forEach(agregar);
      entrada.value = "";
      seguir();
    });
  });
  form.addEventListener("submit", (evento) => evento.preventDefault());
  window.addEventListener("beforeunload", (evento) => { if (pendientes()) evento.preventDefault(); });
  window.addEventListener("online", () => { archivos.filter((a) => a.estado === "sin-red").forEach(reintentar); });

  function crear(etiqueta, atributos, texto) {
    const elemento = document.createElement(etiqueta);
    Object.assign(elemento, atributos);
    if (texto) elemento.textContent = texto;
    return elemento;
  }

  function tamano(octetos) {
    return octetos < 1e6 ? `${Math.max(1, Math.round(octetos / 1e3))} kB` : `${(octetos / 1e6).toFixed(1)} MB`;
  }

  function agregar(archivo) {
    const fila = crear("li", { className: "bib-fila" });
    const texto = crear("span", { className: "bib-estado" }, "En espera");
    const barra = crear("progress", { max: 100, value: 0 });
    barra.setAttribute("aria-label", `Avance de ${archivo.name}`);
    const boton = crear("button", { type: "button", className: "btn btn-s", hidden: true }, "Reintentar");
    boton.append(crear("span", { className: "vh" }, ` ${archivo.name}`));
    const quitar = crear("button", { type: "button", className: "btn btn-s" }, "Quitar");
    quitar.append(crear("span", { className: "vh" }, ` ${archivo.name}`));
    fila.append(crear("span", { className: "bib-nombre" }, `${archivo.name} · ${tamano(archivo.size)}`), barra, texto, boton, quitar);
    cola.append(fila);
    const item = { archivo, fila, texto, barra, boton, quitar, estado: "espera", enviados: 0, xhr: null };
    boton.addEventListener("click", () => reintentar(item));
    quitar.addEventListener("click", () => {
      archivos.splice(archivos.indexOf(item), 1);
      if (item.xhr) item.xhr.abort();
      fila.remove();
      pintarTotal();
      form.querySelector("label[for=id_archivos] input").focus();
    });
    archivos.push(item);
  }

  function reintentar(item) {
    item.estado = "espera";
    item.texto.textContent = "En espera";
    item.boton.hidden = true;
    seguir();
  }

  function pendientes() {
    return archivos.filter((a) => a.estado === "espera" || a.estado === "subiendo").length;
  }

  function seguir() {
    while (enCurso < SIMULTANEAS) {
      const item = archivos.find((a) => a.estado === "espera");
      if (!item) break;
      enviar(item);
    }
    pintarTotal();
  }

  function enviar(item) {
    const datos = new FormData();
    datos.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    datos.append("evento_ref", form.elements.evento_ref.value);
    datos.append("credito", form.elements.credito.value);
    datos.append("archivos", item.archivo, item.archivo.name);
    const xhr = new XMLHttpRequest();
    item.xhr = xhr;
    item.estado = "subiendo";
    enCurso += 1;
    xhr.open("POST", form.action);
    xhr.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    xhr.upload.addEventListener("progress", (evento) => {
      item.enviados = evento.loaded;
      const por = evento.total ? Math.floor((evento.loaded / evento.total) * 100) : 0;
      item.barra.value = por;
      item.texto.textContent = por < 100 ? `Subiendo, ${por} %` : "Guardando…";
      pintarTotal();
    });
    xhr.addEventListener("load", () => recibir(item, xhr));
    xhr.addEventListener("error", () => fallo(item, "sin-red", "Sin conexión. El archivo sigue en este teléfono; no lo borres."));
    xhr.addEventListener("timeout", () => fallo(item, "sin-red", "La conexión se detuvo."));
    xhr.addEventListener("loadend", () => { enCurso -= 1; item.xhr = null; seguir(); });
    xhr.send(datos);
  }

  function recibir(item, xhr) {
    const hecho = xhr.status === 200;
    if (!hecho && xhr.status !== 422) {
      const frase = xhr.status === 403 ? "Tu sesión terminó; entra de nuevo." : "El servidor no pudo recibirlo.";
      fallo(item, "fallo", frase);
      return;
    }
    const plantilla = document.createElement("template");
    plantilla.innerHTML = xhr.responseText; // viene de nuestro propio servidor, ya escapado
    if (!plantilla.content.querySelector(".bib-resultado")) {
      fallo(item, "fallo", "Tu sesión terminó; entra de nuevo.");
      return;
    }
    if (hecho) {
      item.estado = "listo";
      item.fila.remove();
      resultados.prepend(plantilla.content);
    } else {
      item.estado = "rechazado";
      item.barra.hidden = true;
      item.texto.textContent = plantilla.content.textContent.trim();
      item.fila.classList.add("bib-rechazado");
    }
  }

  function fallo(item, estado, frase) {
    item.estado = estado;
    item.texto.textContent = frase;
    item.boton.hidden = false;
  }

  function pintarTotal() {
    total.hidden = archivos.length === 0;
    if (total.hidden) return;
    const listos = archivos.filter((a) => a.estado === "listo").length;
    const malos = archivos.filter((a) => ["rechazado", "fallo", "sin-red"].includes(a.estado)).length;
    const octetos = archivos.reduce((suma, a) => suma + a.archivo.size, 0);
    const enviados = archivos.reduce((suma, a) => suma + (a.estado === "listo" ? a.archivo.size : Math.min(a.enviados, a.archivo.size)), 0);
    const por = octetos ? Math.floor((enviados / octetos) * 100) : 0;
    totalBarra.value = por;
    const cuarto = Math.floor(por / 25) * 1000 + listos * 10 + malos;
    if (cuarto === ultimoAnuncio) return; // se anuncia cada 25 % o al terminar uno, no a cada octeto
    ultimoAnuncio = cuarto;
    const fallas = malos ? ` ${malos} no ${malos === 1 ? "entró" : "entraron"}.` : "";
    totalTexto.textContent = pendientes()
      ? `Subiendo ${Math.min(listos + 1, archivos.length)} de ${archivos.length} · ${tamano(octetos)}.${fallas}`
      : `Listo: ${listos} de ${archivos.length}.${fallas}`;
  }
})();
