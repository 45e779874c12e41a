"""Celery: the broker may lose everything, the database is the truth."""

from kombu import Exchange, Queue

from portal.settings.environment import DATA_DIR, TIME_ZONE, env

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
# Installations that share a broker need a queue each.
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="celery")
# Indexing waits in a line of its own: whatever is imported at once, deliveries do not queue behind
# it. A worker serves both lines in turn unless it is told otherwise (-Q).
BACKGROUND_QUEUE = f"{CELERY_TASK_DEFAULT_QUEUE}-background"
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(name), routing_key=name)
    for name in (CELERY_TASK_DEFAULT_QUEUE, BACKGROUND_QUEUE)
]
CELERY_TASK_ROUTES = {
    name: {"queue": BACKGROUND_QUEUE, "routing_key": BACKGROUND_QUEUE}
    for name in (
        "portal.tasks.run_background_task",
        "search.keep_in_step",
        "search.find_missed",
        "pagecache.forget_changes",
        "contributions.keep_prints",
        "contributions.note_missed",
    )
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {}
if CELERY_BROKER_URL.startswith("filesystem:"):
    BROKER_DIR = DATA_DIR / "broker"
    for folder in ("queue", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    # A broker that takes calls and answers none must not hold up an editor for ever.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 5}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
TASKS = {"default": {"BACKEND": "portal.task_backend.CeleryBackend"}}
