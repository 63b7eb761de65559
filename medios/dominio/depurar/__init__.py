"""Un directorio sin repetidos y sin quien pidió que se borraran sus datos."""
