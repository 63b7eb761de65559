// El cuerpo con formato: Tiptap sobre el área de texto, que sigue siendo lo que se envía.
(() => {
  "use strict";
  const area = document.querySelector("textarea[data-editor]");
  if (!area || !window.Tiptap) return;
  const T = window.Tiptap;
  const barra = document.querySelector(".barra-editor");
  const etiqueta = document.querySelector(`label[for="${area.id}"]`);
  const caja = document.createElement("div");
  caja.className = "editor-caja texto-boletin";
  area.after(caja);

  // Una tabla pegada queda en renglones, con sus celdas separadas: sus cifras nunca se juntan.
  const SEPARA = " | ";
  /* eslint-disable no-control-regex -- los caracteres de control son justo los que se quitan */
  const sinControles = (t) =>
    t
      .replace(/[\v\f\u2028\u2029]/g, "\n")
      .replace(/\x1e/g, "-")
      .replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f]/g, "");
  /* eslint-enable no-control-regex */
  const conCeldas = (t) => sinControles(t).replace(/ *\t[ \t]*/g, SEPARA);
  const sinTablas = (html) => {
    const hoja = new DOMParser().parseFromString(sinControles(html), "text/html");
    hoja.querySelectorAll("table").forEach((tabla) => {
      const renglones = [...tabla.rows].map((fila) => {
        const p = document.createElement("p");
        p.textContent = [...fila.cells].map((c) => c.textContent.trim().replace(/\s+/g, " ")).join(SEPARA);
        return p;
      });
      tabla.replaceWith(...renglones.filter((p) => p.textContent.replace(/[|\s]/g, "")));
    });
    return hoja.body.innerHTML;
  };

  const editor = new T.Editor({
    element: caja,
    injectCSS: false,
    content: area.value,
    extensions: [
      T.Document,
      T.Paragraph,
      T.Text,
      T.Bold,
      T.Italic,
      T.HardBreak,
      T.Blockquote,
      T.Heading.configure({ levels: [2, 3] }),
      T.BulletList,
      T.OrderedList,
      T.ListItem,
      T.ListKeymap,
      T.UndoRedo,
      // Sólo se enlaza lo que se pide con el botón o lo que se pega ya enlazado: «obra.Se» no es un sitio.
      T.Link.extend({ addPasteRules: () => [] }).configure({
        openOnClick: false,
        autolink: false,
        linkOnPaste: false,
        defaultProtocol: "https",
        protocols: ["http", "https", "mailto", "tel"],
        HTMLAttributes: { rel: "noopener", target: null },
      }),
      T.Placeholder.configure({ placeholder: "Qué pasó, quién, cuándo y dónde." }),
    ],
    editorProps: {
      attributes: {
        id: "editor-cuerpo",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": "Cuerpo",
        spellcheck: "true",
        lang: "es-MX",
      },
      transformPastedHTML: sinTablas,
      transformPastedText: conCeldas,
    },
  });
  area.hidden = true;
  area.editor = editor;
  etiqueta?.removeAttribute("for");
  etiqueta?.addEventListener("click", () => editor.commands.focus());
  etiqueta?.after(barra);
  barra.hidden = false;

  // Lo escrito vuelve al área de texto: así lo envían el formulario y el guardado automático.
  const volcar = () => {
    area.value = editor.isEmpty ? "" : editor.getHTML();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  editor.on("update", volcar);
  editor.on("blur", () => area.dispatchEvent(new Event("change", { bubbles: true })));
  // Quien ponga otro texto (recuperar lo de este dispositivo) lo ve aquí.
  area.addEventListener("texto-puesto", () => editor.commands.setContent(area.value));

  const palabras = document.querySelector("[data-palabras]");
  const contar = () => {
    const n = (editor.getText().match(/\S+/g) || []).length;
    palabras.textContent = n === 1 ? "1 palabra" : `${n.toLocaleString("es-MX")} palabras`;
  };

  const dialogo = document.getElementById("dialogo-enlace");
  const campo = document.getElementById("enlace-url");
  const error = document.getElementById("enlace-error");
  dialogo.querySelector("form").addEventListener("submit", (e) => {
    const accion = e.submitter?.value;
    const cadena = editor.chain().focus().extendMarkRange("link");
    if (accion === "quitar") {
      cadena.unsetLink().run();
      return;
    }
    let url = campo.value.trim();
    if (url && !/^[a-z]+:/i.test(url)) url = `https://${url}`;
    if (!/^(https?:\/\/[^\s/]+\.[^\s]+|mailto:\S+@\S+|tel:\+?\d+)/i.test(url)) {
      e.preventDefault();
      error.textContent = "Escribe una dirección completa, como https://mazamitla.gob.mx";
      campo.focus();
      return;
    }
    if (editor.state.selection.empty && !editor.isActive("link"))
      cadena.insertContent({ type: "text", text: url, marks: [{ type: "link", attrs: { href: url } }] }).run();
    else cadena.setLink({ href: url }).run();
  });
  const pedirEnlace = () => {
    error.textContent = "";
    campo.value = editor.getAttributes("link").href || "";
    dialogo.showModal();
    campo.select();
  };

  const ACCIONES = {
    negrita: [(c) => c.toggleBold(), () => editor.isActive("bold")],
    cursiva: [(c) => c.toggleItalic(), () => editor.isActive("italic")],
    subtitulo: [(c) => c.toggleHeading({ level: 2 }), () => editor.isActive("heading")],
    lista: [(c) => c.toggleBulletList(), () => editor.isActive("bulletList")],
    numeros: [(c) => c.toggleOrderedList(), () => editor.isActive("orderedList")],
    cita: [(c) => c.toggleBlockquote(), () => editor.isActive("blockquote")],
    enlace: [null, () => editor.isActive("link")],
    deshacer: [(c) => c.undo()],
    rehacer: [(c) => c.redo()],
  };
  const botones = [...barra.querySelectorAll("[data-formato]")];
  botones.forEach((b, i) => {
    b.tabIndex = i ? -1 : 0; // una parada de tabulador; adentro, flechas (ARIA APG, toolbar)
    b.addEventListener("mousedown", (e) => e.preventDefault());
    b.addEventListener("click", () => {
      const [hacer] = ACCIONES[b.dataset.formato];
      if (hacer) hacer(editor.chain().focus()).run();
      else pedirEnlace();
    });
  });
  barra.addEventListener("keydown", (e) => {
    const paso = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!paso) return;
    e.preventDefault();
    const destino = botones[(botones.indexOf(document.activeElement) + paso + botones.length) % botones.length];
    botones.forEach((b) => {
      b.tabIndex = b === destino ? 0 : -1;
    });
    destino.focus();
  });
  const pintar = () => {
    botones.forEach((b) => {
      const activo = ACCIONES[b.dataset.formato][1];
      if (activo) b.setAttribute("aria-pressed", String(activo()));
    });
    contar();
  };
  editor.on("transaction", pintar);
  pintar();

  // Ir desde una observación al lugar del texto que la causó.
  document.addEventListener("click", (e) => {
    const liga = e.target.closest('[data-ir-al-campo="cuerpo"]');
    if (!liga) return;
    e.preventDefault();
    const buscado = liga.dataset.fragmento;
    let hallado = null;
    if (buscado)
      editor.state.doc.descendants((nodo, lugar) => {
        if (hallado || !nodo.isTextblock) return;
        const i = nodo.textContent.indexOf(buscado);
        if (i >= 0) hallado = { from: lugar + 1 + i, to: lugar + 1 + i + buscado.length };
      });
    editor
      .chain()
      .focus()
      .setTextSelection(hallado || 1)
      .scrollIntoView()
      .run();
  });
})();
