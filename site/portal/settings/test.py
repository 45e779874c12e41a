"""The embedded settings, with everything a test must not share with anybody set apart."""

import os
import tempfile
from pathlib import Path

_data = Path(tempfile.mkdtemp(prefix="fabuting-test-"))
os.environ.setdefault("DATA_DIR", str(_data))

from portal.settings.embedded import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WAGTAIL_AUTOSAVE_INTERVAL = 0
