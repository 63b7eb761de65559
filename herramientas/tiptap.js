// Lo que la redacción usa de Tiptap, en un solo archivo: static/vendor/tiptap.js (lo arma construir_estaticos.mjs).
export { Editor } from "@tiptap/core";
export { Document } from "@tiptap/extension-document";
export { Paragraph } from "@tiptap/extension-paragraph";
export { Text } from "@tiptap/extension-text";
export { Bold } from "@tiptap/extension-bold";
export { Italic } from "@tiptap/extension-italic";
export { Heading } from "@tiptap/extension-heading";
export { BulletList, OrderedList, ListItem, ListKeymap } from "@tiptap/extension-list";
export { Blockquote } from "@tiptap/extension-blockquote";
export { Link } from "@tiptap/extension-link";
export { HardBreak } from "@tiptap/extension-hard-break";
export { UndoRedo, Placeholder } from "@tiptap/extensions";
