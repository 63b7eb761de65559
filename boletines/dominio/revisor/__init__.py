"""El revisor: observaciones en frases sobre un texto. Un archivo por tema; nada de aquí bloquea."""
