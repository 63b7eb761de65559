/* El aviso de arriba: por qué lo elegido todavía no sube. */

function guardados(cuantos) {
  return cuantos === 1 ? "Tu archivo está guardado" : `Tus ${cuantos} archivos están guardados`;
}

function sinConexion(cuantos) {
  const suben = cuantos === 1 ? "sube" : "suben";
  const cuando = `se ${suben} cuando vuelva la señal y abras esta pantalla`;
  return `Sin conexión. ${guardados(cuantos)} en este aparato y ${cuando}. No borres las fotos.`;
}

function sueltos(cuantos) {
  const cuales = cuantos === 1 ? "Uno no cupo" : `${cuantos} no cupieron`;
  return `${cuales} en este aparato: mantén abierta esta pantalla y no borres el original.`;
}

function noVan(cuantos) {
  const cuales = cuantos === 1 ? "Un archivo no va" : `${cuantos} archivos no van`;
  return `${cuales}; en la lista dice por qué. Los demás siguen.`;
}

// `enElAparato` son los que de veras quedaron guardados en él.
export function fraseDelAviso({ vivos, enElAparato, rechazados, sinSenal, esperaWifi, enOtraPestana }) {
  if (!vivos) return "";
  const faltan = vivos - enElAparato;
  if ((sinSenal || esperaWifi) && faltan) return `${sinSenal ? "Sin conexión" : "Esperando Wi-Fi"}. ${sueltos(faltan)}`;
  if (sinSenal) return sinConexion(vivos);
  if (esperaWifi) return `Esperando Wi-Fi. ${guardados(vivos)} en este aparato.`;
  if (enOtraPestana) return "Otra pestaña está subiendo estos archivos.";
  return rechazados ? noVan(rechazados) : "";
}
