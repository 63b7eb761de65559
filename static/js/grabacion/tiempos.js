/* Los tiempos de una grabación: en segundos los cortes, en milisegundos los subtítulos. */
const HORA = 3600000;
const MINUTO = 60000;
const SEGUNDO = 1000;
const TIEMPO = /^\s*(\d{1,2}:)?\d{1,3}(:\d{1,2})?([.,]\d{1,3})?\s*$/;

const cifras = (numero, largo = 2) => String(numero).padStart(largo, "0");

function sumarPartes(texto) {
  const partes = texto.trim().replace(",", ".").split(":").map(Number);
  return partes.reduce((suma, parte) => suma * 60 + parte, 0);
}

// 65.5 → «1:05.50»
export function relojDeSegundos(segundos) {
  const centesimas = Math.max(0, Math.round(segundos * 100));
  const horas = Math.floor(centesimas / 360000);
  const minutos = Math.floor(centesimas / 6000) % 60;
  const resto = `${cifras(Math.floor(centesimas / 100) % 60)}.${cifras(centesimas % 100)}`;
  return horas ? `${horas}:${cifras(minutos)}:${resto}` : `${minutos}:${resto}`;
}

// Lo que alguien escribió, o NaN.
export function segundosDe(texto) {
  return texto.trim() ? sumarPartes(texto) : NaN;
}

// 4500 → «0:04.500»
export function relojDeMilisegundos(ms) {
  const minutos = Math.floor(ms / MINUTO);
  const resto = `${cifras(Math.floor(ms / SEGUNDO) % 60)}.${cifras(ms % SEGUNDO, 3)}`;
  return ms < HORA ? `${minutos}:${resto}` : `${Math.floor(ms / HORA)}:${cifras(minutos % 60)}:${resto}`;
}

// 4500 → «00:00:04,500»
export function tiempoSrt(ms) {
  const [horas, minutos] = [Math.floor(ms / HORA), Math.floor(ms / MINUTO) % 60];
  return `${cifras(horas)}:${cifras(minutos)}:${cifras(Math.floor(ms / SEGUNDO) % 60)},${cifras(ms % SEGUNDO, 3)}`;
}

// Lo que alguien escribió, o NaN.
export function milisegundosDe(texto) {
  return TIEMPO.test(texto) ? Math.round(sumarPartes(texto) * SEGUNDO) : NaN;
}
