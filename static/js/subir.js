/* Sube por partes y reanuda (tus), con lo elegido guardado en el aparato. Sin este archivo, el formulario se envía. */
import { Subidas } from "./subir/subidas.js";

const form = document.querySelector("[data-subir]");
if (form && window.indexedDB) {
  for (const elemento of document.querySelectorAll("[data-con-js]")) elemento.hidden = false;
  for (const elemento of document.querySelectorAll("[data-sin-js]")) elemento.hidden = true;
  new Subidas(form).empezar();
}
