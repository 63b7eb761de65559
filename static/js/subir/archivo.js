/* Un archivo elegido: lo que el aparato guarda de él (`dato`), su renglón y cómo va. */
export class Archivo {
  constructor(dato, { estaGuardado, deAqui }) {
    this.dato = dato;
    this.estaGuardado = estaGuardado; // lo muy grande no cabe: sube sólo mientras la pantalla siga abierta
    this.deAqui = deAqui; // se eligió en esta pantalla: toma las etiquetas como queden
    this.estado = "espera";
    this.enviados = 0;
    this.subida = null;
  }

  get van() {
    return Math.min(this.enviados, this.dato.octetos);
  }

  poner(estado, frase) {
    this.estado = estado;
    this.fila.poner(estado, frase);
  }

  detener(estado) {
    this.subida?.abort();
    this.subida = null;
    this.poner(estado);
  }

  // Sin lugar o sin permiso de guardar, sigue sólo en esta pantalla.
  recordar() {
    if (this.estaGuardado) ArchivosPorSubir.guardar(this.dato).catch(() => {});
  }

  olvidar() {
    return ArchivosPorSubir.quitar(this.dato.id).catch(() => {});
  }
}
