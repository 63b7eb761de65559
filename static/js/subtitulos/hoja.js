/* La hoja de subtítulos: la lista de renglones y el texto dicen siempre lo mismo; lo que se guarda es el texto. */
import { milisegundosDe, relojDeMilisegundos } from "../grabacion/tiempos.js";
import { Renglon } from "./renglon.js";
import { leerBloques } from "./texto.js";
import { VistaPrevia } from "./vista_previa.js";

const DURA = 3000; // milisegundos de uno nuevo
const PASO = 100;
const FLECHAS = { ArrowUp: PASO, ArrowDown: -PASO };
const ATAJOS = { i: "inicio", o: "fin", p: "oir", k: "partir" };

export class HojaDeSubtitulos {
  constructor(hoja, grabacion) {
    this.hoja = hoja;
    this.grabacion = grabacion;
    this.texto = hoja.querySelector("textarea[name=texto]");
    this.comoTexto = hoja.querySelector("[data-como-texto]");
    this.lista = hoja.querySelector("[data-renglones]");
    this.plantilla = hoja.querySelector("[data-plantilla]");
    this.estado = hoja.querySelector("[data-estado]");
    this.vacia = hoja.querySelector("[data-vacia]");
    this.botonAgregar = hoja.querySelector("[data-agregar]");
    this.vistaPrevia = new VistaPrevia(grabacion);
    this.escribiendo = false; // el cambio del texto es nuestro: no hay que volver a leerlo
    this.atender();
    this.comoTexto.open = false;
    this.pintar();
  }

  get ahora() {
    return Math.round((this.grabacion?.currentTime ?? 0) * 1000);
  }

  get renglones() {
    return [...this.lista.children].map((elemento) => new Renglon(elemento));
  }

  atender() {
    const { lista } = this;
    this.botonAgregar.addEventListener("click", () => this.agregar());
    lista.addEventListener("click", ({ target }) => {
      const boton = target.closest("[data-hacer]");
      if (boton) this.hacer(boton.dataset.hacer, new Renglon(boton.closest("li")));
    });
    lista.addEventListener("input", () => this.escribir());
    lista.addEventListener("keydown", (evento) => this.teclaEnLaLista(evento));
    document.addEventListener("keydown", (evento) => this.atajo(evento));
    this.texto.addEventListener("input", () => {
      if (!this.escribiendo) this.pintar();
    });
    this.grabacion?.addEventListener("timeupdate", () => this.senalarElQueSuena());
  }

  // --- De la lista al texto y del texto a la lista ---

  escribir() {
    this.texto.value = this.renglones.map((renglon, lugar) => renglon.comoSrt(lugar + 1)).join("\n");
    this.escribiendo = true;
    this.texto.dispatchEvent(new Event("input", { bubbles: true }));
    this.escribiendo = false;
    this.repasar();
  }

  pintar() {
    const leidos = leerBloques(this.texto.value);
    this.hoja.classList.toggle("sub-solo-texto", leidos === null);
    this.hoja.querySelector("[data-lista]").hidden = leidos === null;
    this.hoja.querySelector("[data-no-se-entiende]").hidden = leidos !== null;
    if (leidos === null) {
      this.comoTexto.open = true;
      return;
    }
    this.lista.replaceChildren(...leidos.map((bloque) => Renglon.nuevo(this.plantilla, bloque).elemento));
    this.repasar();
  }

  repasar() {
    let anterior = null;
    const buenos = [];
    const { renglones } = this;
    renglones.forEach((renglon, lugar) => {
      const { valores } = renglon;
      if (!renglon.revisar(anterior)) buenos.push(valores);
      renglon.numerar(lugar + 1);
      anterior = valores;
    });
    this.vacia.hidden = renglones.length > 0;
    const malos = renglones.length - buenos.length;
    const cuantos = renglones.length === 1 ? "1 subtítulo" : `${renglones.length} subtítulos`;
    this.estado.textContent = malos ? `${cuantos}, ${malos} por corregir` : cuantos;
    this.vistaPrevia.mostrar(buenos);
  }

  senalarElQueSuena() {
    const { ahora } = this;
    for (const renglon of this.renglones) {
      const { inicio, fin } = renglon.valores;
      renglon.elemento.classList.toggle("sub-suena", inicio <= ahora && ahora < fin);
    }
  }

  // --- Lo que se hace con un renglón ---

  hacer(que, renglon) {
    if (que === "inicio" || que === "fin") {
      renglon.poner(que, this.ahora);
      this.escribir();
    } else if (que === "oir") this.oir(renglon);
    else if (que === "partir") this.partir(renglon);
    else this.quitar(renglon);
  }

  agregar() {
    const { ahora, renglones } = this;
    const antes = renglones.filter((renglon) => renglon.valores.inicio <= ahora).pop();
    const sigue = antes ? antes.elemento.nextElementSibling : this.lista.firstElementChild;
    const inicio = Math.max(ahora, antes?.valores.fin || 0);
    const fin = Math.min(inicio + DURA, sigue ? new Renglon(sigue).valores.inicio : Infinity);
    if (!(fin > inicio)) {
      this.estado.textContent = "Ahí ya no cabe otro: parte el que está o mueve sus tiempos.";
      return;
    }
    const nuevo = Renglon.nuevo(this.plantilla, { inicio, fin, dice: "" });
    if (antes) antes.elemento.after(nuevo.elemento);
    else this.lista.prepend(nuevo.elemento);
    this.escribir();
    nuevo.enfocar();
  }

  partir(renglon) {
    const { inicio, fin, dice } = renglon.valores;
    const campo = renglon.dice;
    const corte = dondePartir(campo);
    const [primera, segunda] = [campo.value.slice(0, corte).trim(), campo.value.slice(corte).trim()];
    if (!primera || !segunda || !(fin - inicio > 1)) {
      this.estado.textContent = "Para partirlo escribe al menos dos palabras y pon el cursor entre ellas.";
      return;
    }
    const vaAhi = this.ahora > inicio && this.ahora < fin;
    const momento = vaAhi ? this.ahora : Math.round(inicio + ((fin - inicio) * primera.length) / dice.length);
    const medio = Math.min(fin - 1, Math.max(inicio + 1, momento));
    campo.value = primera;
    renglon.poner("fin", medio);
    const nuevo = Renglon.nuevo(this.plantilla, { inicio: medio, fin, dice: segunda });
    renglon.elemento.after(nuevo.elemento);
    this.escribir();
    nuevo.enfocar();
    nuevo.dice.setSelectionRange(0, 0);
  }

  quitar({ elemento }) {
    const vecino = elemento.nextElementSibling || elemento.previousElementSibling;
    elemento.remove();
    this.escribir();
    if (vecino) new Renglon(vecino).enfocar();
    else this.botonAgregar.focus();
  }

  oir(renglon) {
    const { inicio } = renglon.valores;
    if (!this.grabacion || Number.isNaN(inicio)) return;
    this.grabacion.currentTime = inicio / 1000;
    this.grabacion.play();
  }

  // --- Teclas ---

  teclaEnLaLista(evento) {
    const renglon = evento.target.closest("li");
    const tiempo = evento.target.closest("[data-inicio],[data-fin]");
    const paso = FLECHAS[evento.key];
    if (tiempo && evento.key === "Enter") {
      evento.preventDefault();
      new Renglon(renglon).enfocar();
    } else if (tiempo && paso && !evento.altKey && !Number.isNaN(milisegundosDe(tiempo.value))) {
      evento.preventDefault();
      const cuanto = paso * (evento.shiftKey ? 10 : 1);
      tiempo.value = relojDeMilisegundos(Math.max(0, milisegundosDe(tiempo.value) + cuanto));
      this.escribir();
    } else if (evento.altKey && paso) this.cambiarDeRenglon(renglon, evento);
  }

  cambiarDeRenglon(renglon, evento) {
    const otro = evento.key === "ArrowUp" ? renglon.previousElementSibling : renglon.nextElementSibling;
    if (!otro) return;
    evento.preventDefault();
    new Renglon(otro).enfocar();
  }

  atajo(evento) {
    if (!evento.altKey || evento.ctrlKey || evento.metaKey || this.hoja.classList.contains("sub-solo-texto")) return;
    const tecla = evento.key.toLowerCase();
    const elegido = document.activeElement?.closest?.("[data-renglones] > li");
    if (tecla === "n") {
      evento.preventDefault();
      this.agregar();
    } else if (ATAJOS[tecla] && elegido) {
      evento.preventDefault();
      this.hacer(ATAJOS[tecla], new Renglon(elegido));
    }
  }
}

// En el cursor, si está entre palabras; si no, en el espacio más cercano después de la mitad.
function dondePartir(campo) {
  const { selectionStart: cursor, value: texto } = campo;
  if (cursor > 0 && cursor < texto.length) return cursor;
  const mitad = texto.length / 2;
  return texto.indexOf(" ", Math.floor(mitad)) + 1 || Math.ceil(mitad);
}
