"""Draw the emblems of sites as the pictures that devices ask for: `python scripts/icons.py`.

Run it after an emblem has changed, where there is a Chromium; what it draws is a part of the
repository. A maskable icon fills its square with the sheet's colour and keeps the emblem within
the middle 80 %, which no shape of icon cuts (W3C, Web Application Manifest, "safe zone").
"""

import base64
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from home.icons import LARGE, SMALL, icon  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
FOLDERS = ("home/static", "subsites/static")
EMBLEMS = (
    "home/emblem.svg",
    "subsites/department.svg",
    "subsites/party.svg",
    "subsites/institution.svg",
    "subsites/township.svg",
)
SHEET = "#fff"
PAGE = """<style>html,body{{margin:0;background:{ground}}}
img{{position:fixed;inset:{margin}px;width:{side}px;height:{side}px}}</style>
<img src="data:image/svg+xml;base64,{source}">"""


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for emblem in EMBLEMS:
            folder = next(each for each in FOLDERS if (ROOT / each / emblem).exists())
            source = base64.b64encode((ROOT / folder / emblem).read_bytes()).decode()
            for size in (SMALL, LARGE):
                for maskable in (False, True):
                    margin = round(size * 0.14) if maskable else 0
                    ground = SHEET if maskable else "transparent"
                    page.set_viewport_size({"width": size, "height": size})
                    page.set_content(
                        PAGE.format(
                            ground=ground, margin=margin, side=size - 2 * margin, source=source
                        )
                    )
                    path = ROOT / folder / icon(emblem, size, maskable=maskable)
                    path.parent.mkdir(exist_ok=True)
                    page.screenshot(path=path, omit_background=True)
                    print(path.relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
