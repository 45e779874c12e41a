"""The embedded settings, with everything a test must not share with anybody set apart."""

import os
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="fabuting-test-"))
if _lane := os.environ.get("PYTEST_XDIST_WORKER"):
    # Tests in parallel share servers; each lane has two of Redis' sixteen databases for itself.
    os.environ["DATA_DIR"] = str(_data)
    for _name in ("CACHE_URL", "CELERY_BROKER_URL"):
        _server, _, _number = os.environ.get(_name, "").rpartition("/")
        if _server.startswith("redis://"):
            os.environ[_name] = f"{_server}/{int(_number) - 2 * int(_lane.removeprefix('gw'))}"
os.environ.setdefault("DATA_DIR", str(_data))
os.environ.setdefault("LOG_LEVEL", "WARNING")

from portal.settings.embedded import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WAGTAIL_AUTOSAVE_INTERVAL = 0
# Counts of searches stay in memory until a test writes them; else any request might.
SEARCH_LOG = {"write_seconds": 3600}
# Most tests run no web server; those that do turn it on.
SYNDICATION_ASKS_PUBLIC = False
# What one test has put there is not there for the next one; those that keep pages say so.
PAGECACHE_BYTES = 0
# Nor do they search; those that do turn it on.
SEARCH_LOOKS_AT_ONCE = False

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in real life: the write-ahead log and its locks do not exist in memory.
    DATABASES["default"]["TEST"] = {"NAME": str(_data / "test.sqlite3")}  # noqa: F405
elif _template := os.environ.get("POSTGRES_TEMPLATE"):
    # Suites beside each other on one server do not meet.
    DATABASES["default"]["TEST"] = {"NAME": f"{_template}_test"}  # noqa: F405
