import pytest


@pytest.fixture
def dirige(client, directora):
    client.force_login(directora)
    return client


@pytest.fixture
def redacta(client, redactora):
    client.force_login(redactora)
    return client
