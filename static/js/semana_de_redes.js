/* Arrastrar una publicación a otro día (conserva su hora) o a un espacio libre (toma la suya). Con teclado se abre. */
(() => {
  "use strict";
  const semana = document.querySelector("[data-semana]");
  const form = document.querySelector("[data-mover]");
  if (!semana || !form) return;
  let llevada = null;
  semana.addEventListener("dragstart", (e) => {
    llevada = e.target.closest("[data-accion]");
    if (llevada) e.dataTransfer.setData("text/plain", llevada.dataset.accion);
  });
  semana.addEventListener("dragover", (e) => {
    if (llevada && e.target.closest("[data-dia]")) e.preventDefault();
  });
  semana.addEventListener("drop", (e) => {
    const dia = e.target.closest("[data-dia]");
    if (!llevada || !dia) return;
    e.preventDefault();
    const espacio = e.target.closest(".espacio-libre");
    form.action = llevada.dataset.accion;
    form.elements.fecha.value = dia.dataset.dia;
    form.elements.hora.value = espacio ? espacio.dataset.hora : llevada.dataset.hora;
    form.submit();
  });
  semana.addEventListener("dragend", () => {
    llevada = null;
  });
})();
