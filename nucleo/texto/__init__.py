"""Los textos: cómo se limpian, se comparan y se dicen en español de México."""
