"""Lo que el portal lee."""
