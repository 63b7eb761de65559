/* Las etiquetas que se marcan cuando los archivos ya empezaron o ya llegaron: se piden al servidor y, sin señal,
   esperan en este aparato a que vuelva. */
const CAJON = "subir-etiquetas";
const OTRA_VEZ = 10000; // con señal débil el navegador se cree en línea y nunca avisa que volvió
const SIN_SENAL = "Las etiquetas que marcaste se ponen a lo que ya empezó en cuanto vuelva la señal.";

function leerPedidos() {
  try {
    return JSON.parse(localStorage.getItem(CAJON)) || [];
  } catch {
    return [];
  }
}

function guardarPedidos(pedidos) {
  try {
    localStorage.setItem(CAJON, JSON.stringify(pedidos));
  } catch {
    /* sin lugar: se intenta ahora mismo */
  }
}

const claveDe = (direccion) => direccion.split("/").filter(Boolean).pop();
const separadas = (texto) => (texto || "").split(",").filter(Boolean);

class EtiquetasPorPoner {
  constructor(form, dicho, quien) {
    this.form = form;
    this.quien = quien;
    this.dicho = dicho;
    this.frase = dicho.querySelector("[data-frase]");
    this.botonDeshacer = dicho.querySelector("[data-deshacer]");
    this.mandando = false;
    this.porDeshacer = null;
    this.reloj = 0;
    this.botonDeshacer.addEventListener("click", () => this.deshacer());
    window.addEventListener("online", () => this.mandar());
    this.mandar();
  }

  get siguiente() {
    return leerPedidos().find((pedido) => pedido.quien === this.quien);
  }

  decir(texto, porDeshacer = null) {
    this.porDeshacer = porDeshacer;
    if (this.frase.textContent !== texto) this.frase.textContent = texto; // lo mismo no se anuncia dos veces
    this.botonDeshacer.hidden = !porDeshacer;
    this.dicho.hidden = !texto;
  }

  anotar(enCamino, poner, quitar, llegadas = []) {
    const direcciones = [...llegadas, ...enCamino];
    this.decir("");
    if (!direcciones.length || !(poner.length || quitar.length)) return;
    const claves = direcciones.map(claveDe);
    guardarPedidos([...leerPedidos(), { quien: this.quien, claves, poner, quitar, llegadas: llegadas.map(claveDe) }]);
    this.mandar();
  }

  // Lo que cambió entre que se pidió lugar en el servidor y lo dio.
  igualar(direccion, antes, ahora) {
    const [tenia, tiene] = [separadas(antes), separadas(ahora)];
    this.anotar(
      [direccion],
      tiene.filter((etiqueta) => !tenia.includes(etiqueta)),
      tenia.filter((etiqueta) => !tiene.includes(etiqueta)),
    );
  }

  async mandar() {
    if (this.mandando) return;
    this.mandando = true;
    clearTimeout(this.reloj);
    try {
      for (let pedido = this.siguiente; pedido; pedido = this.siguiente) {
        if (!(await this.pedir(pedido))) break;
        this.olvidarElPrimero();
      }
    } finally {
      this.mandando = false;
    }
    if (this.siguiente) this.reloj = setTimeout(() => this.mandar(), OTRA_VEZ);
  }

  olvidarElPrimero() {
    const pedidos = leerPedidos();
    const primero = pedidos.findIndex((pedido) => pedido.quien === this.quien);
    pedidos.splice(primero, 1);
    guardarPedidos(pedidos);
  }

  // `false` si hay que volver a intentarlo: no hubo señal, o la sesión terminó.
  async pedir({ claves, poner, quitar, llegadas }) {
    const cuerpo = new URLSearchParams({ claves: claves.join(","), poner: poner.join(","), quitar: quitar.join(",") });
    try {
      const respuesta = await fetch(this.form.dataset.etiquetar, {
        method: "POST",
        body: cuerpo,
        headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      });
      if (respuesta.status !== 422 && (!respuesta.ok || respuesta.redirected)) throw new Error(respuesta.status);
      const hecho = await respuesta.json();
      const seDeshace = poner.length && hecho.llegadas && llegadas.length;
      if (hecho.frase) this.decir(hecho.frase, seDeshace ? { llegadas, poner } : null);
      return true;
    } catch {
      this.decir(SIN_SENAL);
      return false;
    }
  }

  deshacer() {
    const { llegadas, poner } = this.porDeshacer;
    this.frase.focus();
    this.anotar([], [], poner, llegadas);
  }
}

// Nada donde la página no ofrece etiquetas: el buzón y la pantalla sin señal.
export function etiquetasPorPoner(form, quien) {
  const dicho = form.querySelector("[data-etiquetadas]");
  return form.dataset.etiquetar && dicho ? new EtiquetasPorPoner(form, dicho, quien) : null;
}
