/* Los subtítulos sobre la grabación mientras se editan. */
export class VistaPrevia {
  constructor(grabacion) {
    this.grabacion = grabacion;
    this.pista = null;
  }

  mostrar(subtitulos) {
    if (!this.grabacion?.addTextTrack || !window.VTTCue) return;
    this.pista ||= this.grabacion.addTextTrack("captions", "Vista previa", "es-MX");
    this.pista.mode = "showing";
    for (const puesto of [...(this.pista.cues || [])]) this.pista.removeCue(puesto);
    for (const { inicio, fin, dice } of subtitulos) this.pista.addCue(new VTTCue(inicio / 1000, fin / 1000, dice));
  }
}
