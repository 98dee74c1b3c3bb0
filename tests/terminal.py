"""The program in a real pseudo-terminal: keys in, every byte it writes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

SEQUENCE = re.compile(
    rb"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    rb"|\x1b(?P<string>[\]PX^_][^\x07\x1b]*)(?:\x07|\x1b\\)?"
    rb"|\x1b(?P<escape>[ -/]*[0-~])"
    rb"|(?P<control>[\x00-\x09\x0b\x0c\x0e-\x1f\x7f])"
    rb"|(?P<c1>\xc2[\x80-\x9f])"
    rb"|(?P<bidi>\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9])"
)


class Terminal:
    """One run of the program; `out` grows with what it writes."""

    def __init__(self, *argv, columns=120, rows=40, env=None):
        self.out = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", **(env or {}))
            os.execv(sys.executable, [sys.executable, "-m", "reader", *argv])
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def read(self, quiet=0.4, limit=20.0, until=b""):
        """Everything written until nothing came for `quiet` seconds, or `until` was seen."""
        end = time.monotonic() + limit
        began = len(self.out)
        while time.monotonic() < end:
            wait = quiet if not until or until in self.out[began:] else 0.5
            ready, _, _ = select.select([self.fd], [], [], wait)
            if not ready:
                if until and until not in self.out[began:]:
                    continue
                break
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            self.out += data
        return self.out[began:]

    def send(self, keys):
        """Keys as bytes; gives what the program wrote in answer."""
        os.write(self.fd, keys)
        return self.read()

    def close(self):
        """End it as a person would, then for certain; gives its exit status."""
        try:
            os.write(self.fd, b"Q")
            self.read(limit=3.0)
            os.close(self.fd)
        except OSError:
            self.fd = -1
        end = time.monotonic() + 5
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.pid, 9)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def shapes(out):
    """The control sequences in `out`, reduced to what they do: colours and cursor positions
    are all alike, everything else counts to the letter."""
    found = set()
    for match in SEQUENCE.finditer(out):
        kind, text = match.lastgroup, match.group(match.lastgroup)
        if kind == "csi" and text[-1:] in b"mH":
            text = text[-1:]
        found.add((kind, text))
    return found
