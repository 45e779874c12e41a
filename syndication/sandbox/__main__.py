"""`python -m syndication.sandbox --host 127.0.0.1 --port 8010 --data DIR`"""

import argparse
import os
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m syndication.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8010, help="0 takes a free one")
    parser.add_argument("--data", default="var/sandbox", help="folder for everything it keeps")
    args = parser.parse_args()

    data = Path(args.data).absolute()
    data.mkdir(parents=True, exist_ok=True)
    os.environ["SANDBOX_DATA"] = str(data)
    # Whoever starts us may be a Django project itself.
    os.environ["DJANGO_SETTINGS_MODULE"] = "syndication.sandbox.settings"

    from syndication.sandbox.server import serve

    serve(args.host, args.port)


if __name__ == "__main__":
    main()
