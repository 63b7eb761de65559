/* Las etiquetas que se marcan cuando los archivos ya empezaron o ya llegaron: se piden al servidor y, sin señal, esperan
   en este aparato a que vuelva. */
window.EtiquetasPorPoner = (form, quien) => {
  "use strict";
  const CAJON = "subir-etiquetas";
  const OTRA_VEZ = 10000; // con señal débil el navegador se cree en línea y nunca avisa que volvió
  const destino = form.dataset.etiquetar;
  const dicho = form.querySelector("[data-etiquetadas]");
  if (!destino || !dicho) return null;
  const frase = dicho.querySelector("[data-frase]");
  const deshacer = dicho.querySelector("[data-deshacer]");
  let mandando = false;
  let ultimo = null;
  let reloj = 0;

  const leer = () => {
    try {
      return JSON.parse(localStorage.getItem(CAJON)) || [];
    } catch {
      return [];
    }
  };
  const escribir = (todo) => {
    try {
      localStorage.setItem(CAJON, JSON.stringify(todo));
    } catch {
      /* sin lugar: se intenta ahora mismo */
    }
  };
  const clave = (direccion) => direccion.split("/").filter(Boolean).pop();
  const lista = (texto) => (texto || "").split(",").filter(Boolean);

  function decir(texto, pedido = null) {
    ultimo = pedido;
    if (frase.textContent !== texto) frase.textContent = texto; // lo mismo no se anuncia dos veces
    deshacer.hidden = !pedido;
    dicho.hidden = !texto;
  }

  function anotar(enCamino, poner, quitar, llegadas = []) {
    const direcciones = [...llegadas, ...enCamino];
    decir("");
    if (!direcciones.length || !(poner.length || quitar.length)) return;
    escribir([...leer(), { quien, claves: direcciones.map(clave), poner, quitar, llegadas: llegadas.map(clave) }]);
    mandar();
  }

  // Lo que cambió entre que se pidió lugar en el servidor y lo dio.
  function igualar(direccion, antes, ahora) {
    const [tenia, tiene] = [lista(antes), lista(ahora)];
    anotar(
      [direccion],
      tiene.filter((e) => !tenia.includes(e)),
      tenia.filter((e) => !tiene.includes(e)),
    );
  }

  async function mandar() {
    if (mandando) return;
    mandando = true;
    clearTimeout(reloj);
    try {
      for (let pedido = leer().find((p) => p.quien === quien); pedido; pedido = leer().find((p) => p.quien === quien)) {
        if (!(await pedir(pedido))) break; // eslint-disable-line no-await-in-loop
        const todo = leer();
        todo.splice(
          todo.findIndex((p) => p.quien === quien),
          1,
        );
        escribir(todo);
      }
    } finally {
      mandando = false;
    }
    if (leer().some((p) => p.quien === quien)) reloj = setTimeout(mandar, OTRA_VEZ);
  }

  // `false` si hay que volver a intentarlo: no hubo señal, o la sesión terminó.
  async function pedir({ claves, poner, quitar, llegadas }) {
    const cuerpo = new URLSearchParams({ claves: claves.join(","), poner: poner.join(","), quitar: quitar.join(",") });
    try {
      const respuesta = await fetch(destino, {
        method: "POST",
        body: cuerpo,
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      if (respuesta.status !== 422 && (!respuesta.ok || respuesta.redirected)) throw new Error(respuesta.status);
      const hecho = await respuesta.json();
      if (hecho.frase)
        decir(hecho.frase, poner.length && hecho.llegadas && llegadas.length ? { llegadas, poner } : null);
      return true;
    } catch {
      decir("Las etiquetas que marcaste se ponen a lo que ya empezó en cuanto vuelva la señal.");
      return false;
    }
  }

  deshacer.addEventListener("click", () => {
    const { llegadas, poner } = ultimo;
    frase.focus();
    anotar([], [], poner, llegadas);
  });
  window.addEventListener("online", mandar);
  mandar();
  return { anotar, igualar };
};
