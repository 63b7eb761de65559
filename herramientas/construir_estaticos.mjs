// Arma static/vendor, las fuentes y los tokens. Se corre con `npm ci --ignore-scripts && npm run construir`.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { buildSync } from "esbuild";

const RAIZ = path.resolve(import.meta.dirname, "..");
const de = (...p) => path.join(RAIZ, "node_modules", ...p);
const a = (...p) => {
  const destino = path.join(RAIZ, ...p);
  fs.mkdirSync(path.dirname(destino), { recursive: true });
  return destino;
};
const copiar = (origen, destino) => fs.copyFileSync(origen, destino);

// --- Código y fuentes de la página ---------------------------------------------------------------
// Sin la línea del mapa: no se publica, y collectstatic lo buscaría.
const sinMapa = (...ruta) =>
  fs.readFileSync(de(...ruta), "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "").trim();
fs.writeFileSync(a("static/vendor/tus.min.js"), `${sinMapa("tus-js-client", "dist", "tus.min.js")}\n`);
// htmx y su candado para la CSP en un archivo: si llegara uno sin el otro, los atributos correrían sin revisarse.
fs.writeFileSync(
  a("static/vendor/htmx.min.js"),
  `${sinMapa("htmx.org", "dist", "htmx.min.js")}\n${sinMapa("htmx.org", "dist", "ext", "hx-csp.min.js")}\n`,
);
// El paquete estándar (día, semana, mes y arrastrar): no trae hojas aparte y pone las suyas con el nonce de la página.
// Sin su letra de iconos, que viene dentro de una dirección «data:»: la CSP no la deja y no usamos sus botones.
const fullcalendar = sinMapa("fullcalendar", "index.global.min.js").replace(/@font-face\{font-family:fcicons;[^}]*\}/, "");
fs.writeFileSync(a("static/vendor/fullcalendar.min.js"), `${fullcalendar}\n`);
copiar(de("axe-core", "axe.min.js"), a("tests/vendor/axe.min.js"));
for (const familia of ["faustina", "public-sans"]) {
  const archivo = `${familia}-latin-wght-normal.woff2`;
  copiar(de("@fontsource-variable", familia, "files", archivo), a("static/fuentes", archivo));
}

// --- El editor de boletines (docs/decisiones/0005): sólo las extensiones que se usan --------------------------------
buildSync({
  entryPoints: [path.join(RAIZ, "herramientas/tiptap.js")],
  outfile: a("static/vendor/tiptap.js"),
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Tiptap",
  target: "es2020",
  legalComments: "none",
});

// --- Fuentes de los documentos: typst lee TTF, así que se desempaca el WOFF (W3C WOFF 1.0 §4) -------
function desempacarWoff(woff) {
  const tablas = woff.readUInt16BE(12);
  const cabecera = Buffer.alloc(12 + 16 * tablas);
  const exponente = Math.floor(Math.log2(tablas));
  cabecera.writeUInt32BE(woff.readUInt32BE(4), 0);
  cabecera.writeUInt16BE(tablas, 4);
  cabecera.writeUInt16BE(16 * 2 ** exponente, 6);
  cabecera.writeUInt16BE(exponente, 8);
  cabecera.writeUInt16BE(16 * tablas - 16 * 2 ** exponente, 10);
  const partes = [cabecera];
  let lugar = cabecera.length;
  for (let i = 0; i < tablas; i += 1) {
    const fila = 44 + 20 * i;
    const [inicio, corto, largo] = [4, 8, 12].map((n) => woff.readUInt32BE(fila + n));
    const crudo = woff.subarray(inicio, inicio + corto);
    const datos = corto < largo ? zlib.inflateSync(crudo) : crudo;
    const registro = 12 + 16 * i;
    woff.copy(cabecera, registro, fila, fila + 4);
    woff.copy(cabecera, registro + 4, fila + 16, fila + 20);
    cabecera.writeUInt32BE(lugar, registro + 8);
    cabecera.writeUInt32BE(largo, registro + 12);
    const relleno = Buffer.alloc((4 - (largo % 4)) % 4);
    partes.push(datos, relleno);
    lugar += largo + relleno.length;
  }
  return Buffer.concat(partes);
}
for (const [familia, pesos] of Object.entries({ faustina: [600, 700], "public-sans": [400, 600, 700] })) {
  for (const peso of pesos) {
    const woff = fs.readFileSync(de("@fontsource", familia, "files", `${familia}-latin-${peso}-normal.woff`));
    fs.writeFileSync(a("static/fuentes/ttf", `${familia}-${peso}.ttf`), desempacarWoff(woff));
  }
}

// --- Iconos: un solo archivo con los que se usan ----------------------------------------------------
const ICONOS = fs.readFileSync(path.join(RAIZ, "herramientas/iconos.txt"), "utf8").split(/\s+/).filter(Boolean);
const simbolos = ICONOS.map((nombre) => {
  const svg = fs.readFileSync(de("lucide-static", "icons", `${nombre}.svg`), "utf8");
  const dentro = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${nombre}" viewBox="0 0 24 24">${dentro.replace(/\s+/g, " ").trim()}</symbol>`;
});
fs.writeFileSync(a("static/vendor/iconos.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${simbolos.join("")}</svg>\n`);

// --- Tokens: un JSON, de ahí el CSS ---------------------------------------------------------------
const tokens = JSON.parse(fs.readFileSync(path.join(RAIZ, "static/tokens.json"), "utf8"));
const lista = (grupo, sangria = "  ") =>
  Object.entries(grupo)
    .map(([nombre, valor]) => `${sangria}--${nombre}: ${valor};`)
    .join("\n");
fs.writeFileSync(
  a("static/css/tokens.css"),
  `/* Lo escribe herramientas/construir_estaticos.mjs desde tokens.json. */
:root {
  color-scheme: light;
${lista(tokens.claro)}
${lista(tokens.comunes)}
}
[data-colores="oscuro"] {
  color-scheme: dark;
${lista(tokens.oscuro)}
}
@media (prefers-color-scheme: dark) {
  [data-colores="sistema"] {
    color-scheme: dark;
${lista(tokens.oscuro, "    ")}
  }
}
`,
);
