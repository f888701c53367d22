"""Take the pictures of the README: `python tools/screenshots.py docs/images` (needs Chromium).

A portal of its own is started on a free port with a database that is thrown away.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright


@dataclass(frozen=True)
class Shot:
    """One picture: of which page, for whom."""

    name: str
    address: str
    locale: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


SHOTS = [
    Shot("members.zh.png", "/regions/yangtze-delta/?year=2010", "zh-CN", 1200, 800),
    Shot("members.en.png", "/regions/yangtze-delta/?year=2010", "en-GB", 1200, 800, "dark"),
    Shot("council.zh.png", "/regions/yangtze-delta/bodies/council/", "zh-CN", 1200, 800),
]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: str, port: int) -> subprocess.Popen[bytes]:
    """A portal with the delta, up and answering."""
    settings = {"LIANXI_DB": f"{folder}/lianxi.sqlite3", "PORT": str(port), "LIANXI_DEMO": "1"}
    process = subprocess.Popen([sys.executable, "-m", "lianxi", "serve"], env=os.environ | settings)
    for _ in range(100):
        time.sleep(0.2)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
        except OSError:
            continue
        return process
    raise SystemExit("the portal did not start")


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    chromium = shutil.which("chromium") or sys.exit("no Chromium here: apt install chromium")
    port = free_port()
    with tempfile.TemporaryDirectory() as ground, sync_playwright() as playwright:
        process = start(ground, port)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            page = browser.new_page(
                locale=shot.locale,
                viewport={"width": shot.width, "height": shot.height},
                color_scheme=shot.scheme,
            )
            page.goto(f"http://127.0.0.1:{port}{shot.address}")
            page.screenshot(path=folder / shot.name)
            print(folder / shot.name)
        browser.close()
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
