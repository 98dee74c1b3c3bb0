"""The only network.

httpx brings a command line of its own, and click, rich and pygments with it: 55 of the 140 ms of
CPU that importing it takes. It goes without where that cannot be loaded, and here it cannot.
"""

import sys

sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
