"""Los enlaces que se abren con un secreto, su QR y quién los abre."""
