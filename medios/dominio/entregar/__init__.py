"""Una invitación es un acto y se entrega por el canal de cada quien: correo, WhatsApp, teléfono u oficio."""
