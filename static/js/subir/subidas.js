/* Los archivos de esta pantalla, desde que se eligen hasta que llegan a la biblioteca. Cada uno está también guardado en
   el aparato (`ArchivosPorSubir`), por si la señal o la pantalla se van. */
import { pintarAlTerminar } from "./al_terminar.js";
import { Archivo } from "./archivo.js";
import { fraseDelAviso } from "./aviso.js";
import { enviar, preguntarResultado } from "./envio.js";
import { etiquetasPorPoner } from "./etiquetas.js";
import { Fila } from "./fila.js";
import { cuidarPantalla } from "./pantalla_encendida.js";
import { Red, recargarAlVolver } from "./red.js";
import { inicioDe, porQueNo } from "./reglas.js";
import { Total } from "./total.js";
import { cuandoLeToque } from "./una_pestana.js";

const A_LA_VEZ = 2;
const OTRA_VEZ = 30000;
const SE_DETIENEN = ["espera", "subiendo"];
const OCUPAN_LUGAR = ["subiendo", "guardando"];

const sumar = (numeros) => numeros.reduce((suma, numero) => suma + numero, 0);

export class Subidas {
  constructor(form) {
    this.form = form;
    this.soloGuarda = form.dataset.subir === "guardar"; // sin señal: sólo se guarda en el aparato
    this.quien = form.dataset.quien || localStorage.getItem("subir-quien") || "";
    this.archivos = [];
    this.llegadas = []; // las direcciones de lo que ya entró de esta tanda
    this.listos = 0;
    this.octetosListos = 0;
    this.pausado = false;
    this.esSuTurno = false; // otra pestaña puede estar subiendo los mismos
    this.lista = form.querySelector("[data-cola]");
    this.aviso = form.querySelector("[data-aviso]");
    this.limites = form.querySelector("[data-limites]")?.dataset || {};
    this.total = new Total(form);
    this.red = new Red(form.querySelector("[data-wifi]"), () => this.cambioDeRed());
    this.etiquetas = etiquetasPorPoner(form, this.quien);
  }

  get vivos() {
    return this.archivos.filter((archivo) => archivo.estado !== "rechazado");
  }

  get evento() {
    return this.form.elements.evento?.value || new URLSearchParams(location.search).get("evento") || "";
  }

  get marcadas() {
    return [...this.form.querySelectorAll("[name=etiquetas]:checked")].map((casilla) => casilla.value).join(",");
  }

  async empezar() {
    if (this.form.dataset.quien) localStorage.setItem("subir-quien", this.form.dataset.quien);
    this.atender();
    if (this.soloGuarda) recargarAlVolver();
    this.pintarAlTerminar();
    cuandoLeToque(this.quien, () => {
      this.esSuTurno = true;
      this.seguir();
    });
    for (const dato of await ArchivosPorSubir.todos().catch(() => [])) this.retomar(dato);
    // En una línea lenta se escoge antes de que esto llegue: lo ya escogido también se sube.
    for (const entrada of this.entradas) await this.tomar(entrada);
    this.seguir();
  }

  get entradas() {
    return this.form.querySelectorAll("input[type=file]");
  }

  atender() {
    const { form, total } = this;
    form.addEventListener("submit", (evento) => evento.preventDefault());
    this.entradas.forEach((entrada) => this.atenderEntrada(entrada));
    form.addEventListener("change", ({ target }) => {
      if (target.name === "etiquetas") this.cambiarEtiqueta(target);
    });
    form.elements.evento?.addEventListener("change", () => this.pintarAlTerminar());
    total.pausa?.addEventListener("click", () => this.pausarTodo());
    document.addEventListener("visibilitychange", () => this.cuidarPantalla());
    window.addEventListener("beforeunload", (evento) => {
      if (this.vivos.some((archivo) => !archivo.estaGuardado)) evento.preventDefault();
    });
  }

  atenderEntrada(entrada) {
    entrada.classList.add("vh");
    entrada.required = false;
    entrada.addEventListener("change", () => this.tomar(entrada));
  }

  async tomar(entrada) {
    const elegidos = [...entrada.files];
    if (!elegidos.length) return;
    entrada.value = "";
    for (const elegido of elegidos) await this.agregar(elegido);
    navigator.storage?.persist?.();
    this.seguir();
  }

  // Lo que quedó guardado. Lo compartido desde otra aplicación todavía no tiene dueño: es de quien lo abre.
  retomar(dato) {
    if (dato.quien !== this.quien && dato.quien !== "") return;
    const suyo = { ...dato, quien: this.quien, evento: dato.evento || this.evento };
    this.pintar(new Archivo(suyo, { estaGuardado: true, deAqui: false }));
  }

  async agregar(elegido) {
    const esperan = sumar(this.vivos.map((archivo) => archivo.dato.octetos));
    const razon = await porQueNo(elegido, { limites: this.limites, libre: this.form.dataset.libre, esperan });
    if (razon) {
      const dato = ArchivosPorSubir.nuevo(elegido, { quien: this.quien, evento: this.evento, credito: "" });
      this.pintar(new Archivo(dato, { estaGuardado: true, deAqui: false }), razon);
      return;
    }
    if (!this.vivos.length) this.llegadas = []; // ya no faltaba nada: empieza otra tanda
    const dato = ArchivosPorSubir.nuevo(elegido, {
      quien: this.quien,
      evento: this.evento,
      credito: this.form.elements.credito?.value || "",
      etiquetas: this.marcadas,
      inicio: await inicioDe(elegido, this.limites),
    });
    const estaGuardado = await ArchivosPorSubir.guardar(dato).then(
      () => true,
      () => false,
    );
    this.pintar(new Archivo(dato, { estaGuardado, deAqui: true }));
  }

  pintar(archivo, rechazo = "") {
    archivo.fila = new Fila(archivo.dato, {
      estaGuardado: archivo.estaGuardado,
      sePausa: !this.soloGuarda,
      alPausar: () => this.alternar(archivo),
      alQuitar: () => this.descartar(archivo),
    });
    if (rechazo) this.lista.prepend(archivo.fila.elemento);
    else this.lista.append(archivo.fila.elemento);
    this.archivos.push(archivo);
    archivo.poner(rechazo ? "rechazado" : "espera", rechazo);
    this.pintarTotal();
  }

  soltar(archivo) {
    this.archivos.splice(this.archivos.indexOf(archivo), 1);
    archivo.fila.quitar();
  }

  // Lo elegido aquí toma las etiquetas como queden: lo que no empieza, al empezar; a lo demás se las pone el servidor.
  // A lo que ya llegó sólo se le agregan: desmarcar una es para lo que falta.
  cambiarEtiqueta({ value: etiqueta, checked: puesta }) {
    const deAqui = this.vivos.filter((archivo) => archivo.deAqui);
    for (const archivo of deAqui) {
      archivo.dato.etiquetas = this.marcadas;
      archivo.recordar();
    }
    const empezadas = deAqui.map((archivo) => archivo.dato.direccion).filter(Boolean);
    if (puesta) this.etiquetas?.anotar(empezadas, [etiqueta], [], this.llegadas);
    else this.etiquetas?.anotar(empezadas, [], [etiqueta]);
  }

  alternar(archivo) {
    if (SE_DETIENEN.includes(archivo.estado)) archivo.detener("pausa");
    else archivo.poner("espera");
    this.seguir();
  }

  async descartar(archivo) {
    const { subida } = archivo;
    this.soltar(archivo);
    await archivo.olvidar();
    subida?.abort(true).catch(() => {});
    this.form.querySelector("label[for=id_archivos] input, #id_archivos").focus();
    this.seguir();
  }

  get puedeSubir() {
    return !this.soloGuarda && this.esSuTurno && this.red.hay && !this.pausado && !this.red.esperaWifi;
  }

  seguir() {
    if (this.puedeSubir) {
      const ocupados = this.archivos.filter((archivo) => OCUPAN_LUGAR.includes(archivo.estado)).length;
      const esperan = this.archivos.filter((archivo) => archivo.estado === "espera");
      for (const archivo of esperan.slice(0, Math.max(0, A_LA_VEZ - ocupados))) this.mandar(archivo);
    }
    this.avisar();
    this.pintarTotal();
    this.cuidarPantalla();
  }

  mandar(archivo) {
    const { dato } = archivo;
    const mandadas = dato.etiquetas || "";
    archivo.poner("subiendo");
    archivo.subida = enviar(dato, {
      destino: this.form.dataset.destino,
      token: this.form.elements.csrfmiddlewaretoken?.value,
      estaGuardado: archivo.estaGuardado,
      alTenerDireccion: (direccion) => {
        dato.direccion = direccion;
        this.etiquetas?.igualar(direccion, mandadas, dato.etiquetas);
        archivo.recordar();
      },
      alAvanzar: (enviados, octetos) => {
        archivo.enviados = enviados;
        archivo.fila.avanzar(octetos ? Math.floor((enviados / octetos) * 100) : 0);
        this.pintarTotal();
      },
      alLlegar: (direccion) => this.llego(archivo, direccion),
      alFallar: (falla) => this.fallo(archivo, falla),
    });
  }

  async llego(archivo, direccion) {
    archivo.poner("guardando");
    const renglon = await preguntarResultado(direccion);
    if (renglon) document.querySelector("[data-resultados]")?.prepend(renglon);
    this.listos += 1;
    this.octetosListos += archivo.dato.octetos;
    if (archivo.deAqui) this.llegadas.push(archivo.dato.direccion);
    this.soltar(archivo);
    await archivo.olvidar();
    this.seguir();
  }

  fallo(archivo, { estado, frase }) {
    if (archivo.estado === "rechazado") return; // ya se dijo por qué
    archivo.subida = null;
    archivo.poner(estado, frase);
    if (estado === "rechazado") archivo.olvidar();
    if (estado === "sinRed") setTimeout(() => this.reintentar(archivo), OTRA_VEZ);
    this.seguir();
  }

  reintentar(archivo) {
    if (archivo.estado !== "sinRed" || !this.red.hay) return;
    archivo.poner("espera");
    this.seguir();
  }

  pausarTodo() {
    this.pausado = !this.pausado;
    this.total.pausa.textContent = this.pausado ? "Reanudar todo" : "Pausar todo";
    if (this.pausado) this.detenerLoQueSube();
    this.seguir();
  }

  detenerLoQueSube() {
    for (const archivo of this.archivos) if (archivo.estado === "subiendo") archivo.detener("espera");
  }

  cambioDeRed() {
    if (!this.red.hay || this.red.esperaWifi) this.detenerLoQueSube();
    else for (const archivo of this.archivos) if (archivo.estado === "sinRed") archivo.poner("espera");
    if (this.soloGuarda && this.red.hay) location.reload();
    else this.seguir();
  }

  avisar() {
    if (!this.aviso) return;
    const vivos = this.vivos.length;
    const frase = fraseDelAviso({
      vivos,
      enElAparato: this.vivos.filter((archivo) => archivo.estaGuardado).length,
      rechazados: this.archivos.length - vivos,
      sinSenal: this.soloGuarda || !this.red.hay,
      esperaWifi: this.red.esperaWifi,
      enOtraPestana: !this.esSuTurno,
    });
    if (this.aviso.textContent === frase) return; // lo mismo no se anuncia dos veces
    this.aviso.textContent = frase;
    this.aviso.hidden = !frase;
  }

  pintarTotal() {
    const { vivos } = this;
    this.total.pintar({
      vivos: vivos.length,
      rechazados: this.archivos.length - vivos.length,
      listos: this.listos,
      octetos: this.octetosListos + sumar(vivos.map((archivo) => archivo.dato.octetos)),
      van: this.octetosListos + sumar(vivos.map((archivo) => archivo.van)),
      pausado: this.pausado,
      hayRed: this.red.hay,
      soloGuarda: this.soloGuarda,
    });
    this.pintarAlTerminar();
  }

  pintarAlTerminar() {
    pintarAlTerminar({ faltan: this.vivos.length, listos: this.listos, evento: this.evento });
  }

  cuidarPantalla() {
    cuidarPantalla(this.archivos.some((archivo) => archivo.estado === "subiendo"));
  }
}
