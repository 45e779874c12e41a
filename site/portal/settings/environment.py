"""What is read from the environment before anything else, and what all settings build on."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"

env = environ.Env()
environ.Env.read_env(ROOT / ".env", overwrite=False)

DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# The address citizens use. Canonical addresses in posts are built from it.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")
TIME_ZONE = "Asia/Shanghai"
