"""Entender la agenda que una dependencia pega de WhatsApp o de Excel: sus renglones, su día y su hora."""
