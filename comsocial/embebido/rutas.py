def config_postgres(): return {}
def url_redis(): return ""
def url_broker(): return ""
