/* La puerta de una dependencia: lee lo pegado mientras se escribe, guarda el borrador en este aparato y espera la señal.
   Sin este archivo, «Leer» y «Mandar» hacen lo mismo con una página entera. */
(() => {
  "use strict";
  const LLAVE = "puerta";
  const mandada = document.querySelector("script[data-ya-se-mando]");
  const guardar = (cual, valor) => {
    try {
      localStorage.setItem(`${LLAVE}:${cual}`, JSON.stringify(valor));
    } catch {
      // Sin lugar o en privado: no se guarda y no pasa nada.
    }
  };
  const leer = (cual) => {
    try {
      return JSON.parse(localStorage.getItem(`${LLAVE}:${cual}`) || "{}");
    } catch {
      return {};
    }
  };
  if (mandada) {
    const cual = sessionStorage.getItem(`${LLAVE}:mandando`);
    if (cual) localStorage.removeItem(`${LLAVE}:${cual}`);
    return;
  }

  const form = document.querySelector("form[data-pedir]");
  if (!form) return;
  const cual = `${location.pathname}:${form.dataset.tipo}`;
  const aviso = form.querySelector("[data-guardado]");
  const caja = form.querySelector("[data-renglones]");
  const texto = form.elements.texto;
  const CAMPOS = ["titulo", "texto", "fecha_limite"];
  const QUIEN = ["quien", "correo"];

  // Lo que se quedó a medias vuelve, si no hay otra cosa escrita.
  const poner = (nombres, guardado) =>
    nombres.forEach((nombre) => {
      const campo = form.elements[nombre];
      if (campo && !campo.value && guardado[nombre]) campo.value = guardado[nombre];
    });
  poner(CAMPOS, leer(cual));
  poner(QUIEN, leer("quien"));
  const tomar = (nombres) =>
    Object.fromEntries(nombres.filter((n) => form.elements[n]).map((n) => [n, form.elements[n].value]));
  const apuntar = () => {
    guardar(cual, tomar(CAMPOS));
    guardar("quien", tomar(QUIEN));
    const hora = new Date().toLocaleTimeString("es-MX", { hour: "2-digit", minute: "2-digit", hour12: false });
    aviso.textContent = `Guardado en este aparato a las ${hora}.`;
  };

  // Un segundo después de dejar de escribir se vuelve a leer; lo corregido a mano no se pisa.
  let reloj = 0;
  let corregido = false;
  let vuelta = 0;
  const releer = async () => {
    const esta = ++vuelta;
    const datos = new FormData(form);
    datos.set("accion", "leer");
    let respuesta;
    try {
      respuesta = await fetch(location.href, { method: "POST", body: datos });
    } catch {
      return;
    }
    if (esta !== vuelta || corregido || !respuesta.ok) return;
    const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    caja.replaceChildren(...pagina.querySelector("[data-renglones]").childNodes);
    form.querySelector("[data-cuantas]").textContent = pagina.querySelector("[data-cuantas]").textContent;
  };
  form.addEventListener("input", ({ target }) => {
    apuntar();
    if (caja?.contains(target)) corregido = true;
    if (target !== texto || !caja) return;
    clearTimeout(reloj);
    if (!corregido && texto.value.trim()) reloj = setTimeout(releer, 1000);
  });
  if (caja && texto.value.trim() && !caja.querySelector("fieldset")) releer();

  const pegar = form.querySelector("[data-pegar]");
  if (pegar && navigator.clipboard?.readText) {
    pegar.hidden = false;
    pegar.addEventListener("click", async () => {
      try {
        texto.value = await navigator.clipboard.readText();
      } catch {
        texto.focus();
        return;
      }
      texto.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // Sin señal no se pierde: se manda sola al volver, mientras la página siga abierta.
  let boton = null;
  form.addEventListener(
    "submit",
    (evento) => {
      clearTimeout(reloj);
      vuelta += 1;
      sessionStorage.setItem(`${LLAVE}:mandando`, cual);
      if (navigator.onLine) return;
      evento.preventDefault();
      evento.stopPropagation();
      boton = evento.submitter;
      aviso.textContent = "No hay señal. Se manda sola cuando vuelva; deja esta página abierta.";
    },
    true,
  );
  window.addEventListener("online", () => {
    if (boton) form.requestSubmit(boton);
    boton = null;
  });
  form.querySelector("[data-leidos]")?.focus();
})();
