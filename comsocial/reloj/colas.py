"""Las colas de Celery y cómo se comportan: lo mismo para quien trabaja y para el reloj."""

from typing import Any

from kombu import Queue

# Valores de la casa; settings.py puede cambiar cualquiera con su nombre CELERY_*.
VALORES: dict[str, Any] = {
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_default_queue": "urgente",
    "task_queues": [Queue("urgente", routing_key="urgente"), Queue("pesado", routing_key="pesado")],
    "task_default_exchange": "comsocial",
    "task_default_routing_key": "urgente",
    "task_soft_time_limit": 1500,  # por debajo de visibility_timeout: nunca corre dos veces a la vez
    "task_time_limit": 1800,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "worker_max_tasks_per_child": 200,
    "worker_hijack_root_logger": False,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "broker_connection_retry_on_startup": True,
    # docs/fiabilidad.md, «La base»: sin estos límites, publicar en un Redis muerto espera para siempre.
    "broker_transport_options": {
        "visibility_timeout": 3600,
        "socket_timeout": 10,
        "socket_connect_timeout": 5,
        "health_check_interval": 25,
    },
    "beat_max_loop_interval": 5,
}
