"""Mediciones a mano: cada cifra junto a su límite, en la misma corrida. No es una prueba y no decide nada."""
