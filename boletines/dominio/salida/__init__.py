"""Que salga: folio, publicación, hora, urgencia, suspensión, documentos y correos."""
