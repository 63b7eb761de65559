/* Los subtítulos en renglones junto al reproductor. Todo se escribe en el mismo texto que se guarda: sin este archivo, o
   si el texto trae algo que no se entiende, se edita ahí. */
import { Onda } from "./grabacion/onda.js";
import { HojaDeSubtitulos } from "./subtitulos/hoja.js";

const grabacion = document.querySelector("[data-grabacion]");
const hoja = document.querySelector("[data-subtitulos]");
if (grabacion) {
  for (const elemento of document.querySelectorAll("[data-con-js]")) elemento.hidden = false;
  new Onda(grabacion).llevarConClic();
}
if (hoja) new HojaDeSubtitulos(hoja, grabacion);
