"""What does the site look like? Writes docs/images/*.png from the demo's database."""

import sys
import tomllib
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

from credtrack.bench.asking import served

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 200_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def take(browser: Browser, site: str, name: str, picture: dict[str, object]) -> str:
    """Write one picture; a line that tells of it, with a warning where it is too large."""
    size = {"width": int(str(picture["width"])), "height": int(str(picture["height"]))}
    scheme = "dark" if picture.get("dark") else "light"
    page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # a TypedDict of these two
    page.goto(f"http://{site}{picture['path']}")
    page.wait_for_function("!document.querySelector('.dashboard-card-chart:not([data-drawn])')")
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()
    found = (IMAGES / f"{name}.png").stat().st_size
    return f"{name}.png {found // 1024} KB{' TOO LARGE' if found > MOST_BYTES else ''}"


def main() -> int:
    """Take every picture of docs/images/pictures.toml from the database named on the command line."""
    if len(sys.argv) != 2:
        sys.stderr.write(
            "take_pictures.py DATABASE: expected the demo's database (credtrack demo --no-serve --db DATABASE)\n"
        )
        return 2
    pictures = tomllib.loads((IMAGES / "pictures.toml").read_text(encoding="utf-8"))
    with served(Path(sys.argv[1])) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=ARGUMENTS)
        lines = [take(browser, site, name, picture) for name, picture in pictures.items()]
        browser.close()
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any("TOO LARGE" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())
