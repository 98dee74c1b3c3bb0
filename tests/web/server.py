"""A real server on loopback that gives every answer a test asks for."""

from __future__ import annotations

import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    "<!doctype html><html lang=en><title>A heron on the roof</title><body><h1>A heron on the roof"
    "</h1><p>A heron stood on the roof of the town hall for most of Thursday, and nobody knew why. "
    "Café owners along the square sold out of everything by noon.</p><p>The warden said that the "
    "bird was resting on its way south and asked people to leave it alone until it flew off by "
    "itself in the evening.</p></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        getattr(self, "answer_" + self.path.strip("/").split("?")[0].replace("-", "_"))()

    def reply(self, body=b"", status=200, **headers):
        self.send_response(status)
        headers.setdefault("Content_Type", "text/html; charset=utf-8")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        self.reply(PAGE.encode())

    def answer_gzip(self):
        self.reply(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def answer_stacked(self):
        self.reply(gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip")

    def answer_bomb(self):
        self.reply(gzip.compress(b"a" * (40 * 1024 * 1024)), Content_Encoding="gzip")

    def answer_header_charset(self):
        self.reply(PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")

    def answer_meta_charset(self):
        text = PAGE.replace("<title>", "<meta charset='iso-8859-1'><title>")
        self.reply(text.encode("cp1252"), Content_Type="text/html")

    def answer_moved(self):
        self.reply(status=301, Location="/page?utm_source=there")

    def answer_loop(self):
        self.reply(status=302, Location="/loop")

    def answer_private(self):
        self.reply(status=302, Location="http://10.255.255.1/secret")

    def answer_missing(self):
        self.reply(b"no", status=404)

    def answer_broken(self):
        self.reply(b"no", status=500)

    def answer_empty(self):
        self.reply(b"")

    def answer_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(100_000):
                self.wfile.write(b"<p>" + b"endless " * 2000)
        except OSError:
            self.close_connection = True

    def answer_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def answer_feed(self):
        self.reply(b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>")

    def log_message(self, *_):
        """Silence."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that hangs up is what some of these tests are about."""


@contextmanager
def serving():
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
