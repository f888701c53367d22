"""What a page costs: server time and queries of each, and requests a second beside a bare page.

The bare page is a view of the same Django behind the same server, with the same
middleware, the same query and the same template, given values that were made
beforehand: the difference is what our own code adds. Everything is measured in
one run on one machine; the figure to read is the ratio.
"""

import http.client
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).parent
PORT = 18941
os.environ |= {
    "LIANXI_DB": f"{tempfile.mkdtemp(prefix='lianxi-bench-')}/bench.sqlite3",
    "LIANXI_REGION": str(HERE.parent / "regions" / "yangtze-delta"),
    "LIANXI_HOSTS": "testserver,127.0.0.1",
}

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from lianxi.portal import server  # noqa: E402  # starts Django

PAGES = [
    "/regions/yangtze-delta/?year=2019",
    "/regions/yangtze-delta/parties/330100/",
    "/regions/yangtze-delta/bodies/",
    "/regions/yangtze-delta/bodies/council/",
    "/regions/yangtze-delta/meetings/council-19/",
    "/regions/yangtze-delta/articles/",
    "/regions/yangtze-delta/articles/mayors-conference/?at=2005-01-01",
    "/regions/yangtze-delta/sources/",
]
ROUNDS = 30
SECONDS = 4.0
THREADS = 2


def timed(client: Client, address: str) -> tuple[float, int]:
    """The median server time of a page in milliseconds, and its queries."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000, queries


def per_second(address: str) -> float:
    """Requests a second that the server answers to several readers at once."""
    stop = time.perf_counter() + SECONDS
    counts = [0] * THREADS

    def read(number: int) -> None:
        reader = http.client.HTTPConnection("127.0.0.1", PORT)
        while time.perf_counter() < stop:
            reader.request("GET", address)
            answer = reader.getresponse()
            answer.read()
            assert answer.status == 200
            counts[number] += 1

    readers = [threading.Thread(target=read, args=(number,)) for number in range(THREADS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(counts) / SECONDS


def serving() -> subprocess.Popen[bytes]:
    """The portal with its bare page, behind the server it runs on."""
    command = ["granian", "--interface", "wsgi", "--port", str(PORT), "--no-log"]
    command += ["--blocking-threads", str(server.THREADS), "bare_site:application"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=HERE, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        time.sleep(0.1)
        try:
            http.client.HTTPConnection("127.0.0.1", PORT).request("GET", "/bare/")
        except ConnectionError:
            continue
        break
    return process


def main() -> None:
    """Measure and print."""
    logging.getLogger("lianxi.request").setLevel(logging.WARNING)
    server.prepare(print)
    client = Client()
    print(f"{'page':66} {'ms':>7} {'queries':>8}")
    for address in PAGES:
        milliseconds, queries = timed(client, address)
        print(f"{address:66} {milliseconds:7.1f} {queries:8}")

    process = serving()
    try:
        per_second("/bare/")  # warm
        ours, bare = per_second(PAGES[0]), per_second("/bare/")
    finally:
        process.terminate()
        process.wait()
    print(f"\nrequests a second, members of a year   {ours:8.0f}")
    print(f"requests a second, bare page           {bare:8.0f}")
    print(f"ratio                                  {ours / bare:8.2f}")


if __name__ == "__main__":
    main()
