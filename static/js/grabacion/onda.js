/* La forma de onda bajo el reproductor: su aguja y qué segundo es cada punto. */
export class Onda {
  constructor(grabacion) {
    this.grabacion = grabacion;
    this.elemento = document.querySelector("[data-onda]");
    this.aguja = document.querySelector("[data-aguja]");
    grabacion.addEventListener("loadedmetadata", () => this.mostrar());
    grabacion.addEventListener("timeupdate", () => this.moverAguja());
    this.mostrar();
  }

  get dura() {
    return Number.isFinite(this.grabacion.duration) ? this.grabacion.duration : 0;
  }

  mostrar() {
    if (this.elemento && this.dura) this.elemento.hidden = false;
  }

  moverAguja() {
    if (this.aguja && this.dura) this.aguja.style.left = this.porcentaje(this.grabacion.currentTime);
  }

  porcentaje(segundo) {
    return `${(segundo / this.dura) * 100}%`;
  }

  segundoEn(evento) {
    const caja = this.elemento.getBoundingClientRect();
    return Math.min(1, Math.max(0, (evento.clientX - caja.left) / caja.width)) * this.dura;
  }

  // Sin marcas que mover, un clic lleva la grabación ahí.
  llevarConClic() {
    this.elemento?.addEventListener("click", (evento) => {
      this.grabacion.currentTime = this.segundoEn(evento);
    });
  }
}
