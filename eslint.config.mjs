/* Lo que se revisa de nuestro JavaScript. Lo de terceros vive en static/vendor y no se toca. */
import js from "@eslint/js";
import globals from "globals";

// Los que el navegador carga con «type="module"»; los demás son guiones sueltos.
const MODULOS = ["static/js/subir.js", "static/js/cortes.js", "static/js/subtitulos.js", "static/js/*/**/*.js"];

export default [
  { ignores: ["static/vendor/", "var/", ".venv/", "tests/vendor/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["static/js/**/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
    rules: {
      ...js.configs.recommended.rules,
      "consistent-return": "error",
      eqeqeq: "error",
      "no-implied-eval": "error",
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: MODULOS,
    languageOptions: { sourceType: "module", globals: { ArchivosPorSubir: "readonly", tus: "readonly" } },
  },
  {
    files: ["static/js/archivos_por_subir.js"],
    rules: { "no-unused-vars": ["error", { varsIgnorePattern: "^ArchivosPorSubir$" }] }, // la usan los demás guiones
  },
  {
    files: ["static/js/aviso_por_subir.js"],
    languageOptions: { globals: { ArchivosPorSubir: "readonly" } },
  },
  {
    files: ["static/js/sin_conexion.js"], // el trabajador de servicio
    languageOptions: {
      globals: { ...globals.serviceworker, ArchivosPorSubir: "readonly", VERSION: "readonly" },
    },
  },
  {
    files: ["herramientas/**/*.{mjs,js}", "eslint.config.mjs"],
    languageOptions: { sourceType: "module", globals: globals.node },
    rules: js.configs.recommended.rules,
  },
];
