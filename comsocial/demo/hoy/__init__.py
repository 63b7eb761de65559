"""Lo que la demostración vive alrededor de hoy: el ciclo de un evento, lo que se pide y lo que sale a redes."""
