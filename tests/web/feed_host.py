"""A feed's server on loopback: each path gives the answers it was told, one after the other, and
every request is kept with its headers."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.web.server import Handler, Server


@dataclass
class Said:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


class Host:
    """What the server says, by path; the last answer of a path is given for ever."""

    def __init__(self, url):
        self.url = url
        self.port = int(url.rpartition(":")[2])
        self.asked = []
        self.at_once = self.most = 0
        self._answers = {}
        self._lock = threading.Lock()

    def say(self, path, *answers):
        with self._lock:
            self._answers[path] = list(answers)
        return f"{self.url}{path}"

    def forget(self):
        with self._lock:
            self.asked.clear()
            self._answers.clear()

    def answer(self, path, headers):
        with self._lock:
            self.asked.append((path, dict(headers)))
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            known = self._answers.get(path)
            said = Said(status=404) if not known else known.pop(0) if len(known) > 1 else known[0]
        time.sleep(said.delay)
        with self._lock:
            self.at_once -= 1
        return said

    def count(self, path):
        return sum(asked == path for asked, _ in self.asked)


@contextmanager
def hosting(address="127.0.0.1"):
    class Feeds(Handler):
        def do_GET(self):  # noqa: N802 -- http.server's name
            said = host.answer(self.path, self.headers)
            if (
                said.headers.get("ETag")
                and self.headers.get("If-None-Match") == said.headers["ETag"]
            ):
                said = Said(status=304, headers=said.headers)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.status != 304:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

    server = Server((address, 0), Feeds)
    host = Host(f"http://{address}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
