/* El ancho y el alto que dice la cabecera de un JPEG o un PNG, sin abrir la imagen. */
const PNG = "image/png";
const JPEG = "image/jpeg";
const NO_SON_DE_CUADRO = [0xc4, 0xc8, 0xcc];

function delJpeg(vista) {
  let lugar = 2;
  while (lugar + 9 < vista.byteLength && vista.getUint8(lugar) === 0xff) {
    const marca = vista.getUint8(lugar + 1);
    if (marca >= 0xc0 && marca <= 0xcf && !NO_SON_DE_CUADRO.includes(marca))
      return [vista.getUint16(lugar + 7), vista.getUint16(lugar + 5)];
    lugar += marca === 0xff ? 1 : 2 + vista.getUint16(lugar + 2);
  }
  return null;
}

// Nada si no se sabe: lo dirá el servidor.
export function medidasDe(octetos, tipo) {
  const vista = new DataView(octetos.buffer);
  if (tipo === PNG && vista.byteLength > 24) return [vista.getUint32(16), vista.getUint32(20)];
  return tipo === JPEG ? delJpeg(vista) : null;
}
