/* El aviso de arriba: por qué lo elegido todavía no sube. */

function guardados(cuantos) {
  return cuantos === 1 ? "Tu archivo está guardado" : `Tus ${cuantos} archivos están guardados`;
}

function sinConexion(cuantos) {
  const suben = cuantos === 1 ? "sube" : "suben";
  const cuando = `se ${suben} cuando vuelva la señal y abras esta pantalla`;
  return `Sin conexión. ${guardados(cuantos)} en este aparato y ${cuando}. No borres las fotos.`;
}

function noVan(cuantos) {
  const cuales = cuantos === 1 ? "Un archivo no va" : `${cuantos} archivos no van`;
  return `${cuales}; en la lista dice por qué. Los demás siguen.`;
}

export function fraseDelAviso({ vivos, rechazados, sinSenal, esperaWifi, enOtraPestana }) {
  if (!vivos) return "";
  if (sinSenal) return sinConexion(vivos);
  if (esperaWifi) return `Esperando Wi-Fi. ${guardados(vivos)} en este aparato.`;
  if (enOtraPestana) return "Otra pestaña está subiendo estos archivos.";
  return rechazados ? noVan(rechazados) : "";
}
