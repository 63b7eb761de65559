"""La orientación EXIF. Sin Django ni Pillow: también la carga el programa de fotos, que corre aparte."""

GIRADAS = frozenset({5, 6, 7, 8})  # las que cambian el ancho por el alto
