"""La copia de cada boletín en cada edición: qué se ve de él y con qué archivos."""
