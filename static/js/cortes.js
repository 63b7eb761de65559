/* Marcar un corte junto al reproductor. Sin este archivo los tiempos se escriben a mano. */
import { Marcas } from "./grabacion/marcas.js";
import { Onda } from "./grabacion/onda.js";
import { relojDeSegundos } from "./grabacion/tiempos.js";

const grabacion = document.querySelector("[data-grabacion]");
if (grabacion) {
  for (const elemento of document.querySelectorAll("[data-con-js]")) elemento.hidden = false;
  const onda = new Onda(grabacion);
  const formulario = document.querySelector("[data-corte]");
  if (formulario && onda.elemento) {
    new Marcas(grabacion, onda, formulario);
    ponerPortadaDondeSeDetiene();
  } else onda.llevarConClic();
}

function ponerPortadaDondeSeDetiene() {
  const campo = document.querySelector("[data-aqui]");
  if (!campo) return;
  grabacion.addEventListener("pause", () => {
    if (document.activeElement !== campo) campo.value = relojDeSegundos(grabacion.currentTime);
  });
}
