"""Que otra persona lo lea: comentarios, aprobación y visto bueno de la dependencia."""
