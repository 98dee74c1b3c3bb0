"""Where things lie, and the settings a person may write.

`NEWSREADER_HOME=DIR` puts config, data, cache and state under DIR; otherwise platformdirs
says where each system keeps them. Settings are `config.toml` in the config folder; a missing
file means the defaults, a wrong one is said in one line that names the key.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from reader.core.errors import UsageError

APP: Final = "newsreader"
LIBRARY: Final = "library.db"
DEMO: Final = "demo.db"
THEME: Final = "newsreader-dark"

Refresh = Literal["never", "due"]

if TYPE_CHECKING:
    import ipaddress

    Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user, made when first written to."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def settings(self) -> Path:
        """The settings file, which need not exist."""
        return self.config / "config.toml"

    @property
    def library(self) -> Path:
        """The library that is opened where no other is named."""
        return self.data / LIBRARY

    @property
    def demo(self) -> Path:
        """The demo's library, never mixed into the user's."""
        return self.cache / DEMO

    @property
    def theme(self) -> Path:
        """The theme that was chosen last."""
        return self.state / "theme"

    @property
    def screens(self) -> Path:
        """How the screen of each library was left."""
        return self.state / "screens.json"

    @property
    def log(self) -> Path:
        """Where a defect's traceback is written."""
        return self.state / "newsreader.log"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `config.toml` may say.

    `width` is the reader's measure in cells (40 to 120); `theme` one of the app's themes, empty
    for the one chosen last;
    `allow_private` the networks, as CIDR, whose private addresses may be fetched even by
    redirect (an intranet, a test server); `refresh` whether the open app asks feeds by itself once
    they are due.
    """

    width: int = 72
    theme: str = ""
    allow_private: tuple[Network, ...] = ()
    refresh: Refresh = "never"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the screen of a library was left: what stands beside its list, the place that is listed
    (by its key, nothing for all articles), the folders and tags that were turned."""

    rail: bool = False
    sidebar: bool = False
    place: tuple[str, ...] = ()
    turned: frozenset[tuple[str, ...]] = frozenset()


def paths() -> Paths:
    """The folders, by NEWSREADER_HOME or the system's habit."""
    home = os.environ.get("NEWSREADER_HOME")
    if home:
        base = Path(home).expanduser().absolute()
        return Paths(base / "config", base / "data", base / "cache", base / "state")
    import platformdirs  # noqa: PLC0415 -- 5 ms that --version need not pay

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Paths(
        dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_state_path
    )


def chosen_theme() -> str:
    """The theme that was chosen in the app last; the dark one where none was."""
    try:
        return paths().theme.read_text("utf-8").strip() or THEME
    except (OSError, UnicodeDecodeError):
        return THEME


def choose_theme(name: str) -> None:
    """Remember a theme for the next start. Raises OSError where the state folder is closed."""
    file = paths().theme
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.write_text(name, "utf-8")


def arrangement(library: Path) -> Arrangement:
    """How the screen of this library was left last; as it is at first where nothing is known."""
    left = _arrangements().get(str(library.absolute()))
    if not isinstance(left, dict):
        return Arrangement()
    turned = left.get("turned")
    return Arrangement(
        left.get("rail") is True,
        left.get("sidebar") is True,
        _key(left.get("place")),
        frozenset(map(_key, turned)) if isinstance(turned, list) else frozenset(),
    )


def arrange(library: Path, left: Arrangement) -> None:
    """Remember how the screen of this library is left; libraries that are gone are forgotten.
    Raises OSError where the state folder is closed."""
    kept = {name: one for name, one in _arrangements().items() if Path(name).exists()}
    turned = [list(key) for key in sorted(left.turned)]
    kept[str(library.absolute())] = {
        "rail": left.rail, "sidebar": left.sidebar, "place": list(left.place), "turned": turned,
    }  # fmt: skip
    file = paths().screens
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(json.dumps(kept), "utf-8")
    fresh.replace(file)


def _arrangements() -> dict[str, object]:
    """What is remembered of each library's screen, by its path; nothing where it cannot be read:
    it is only what one sees first."""
    try:
        kept = json.loads(paths().screens.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _key(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list) else ()


def log_defect() -> str:
    """Append the traceback of the exception in hand to the log, 0600; gives where it is, or why
    it could not be written."""
    import traceback  # noqa: PLC0415 -- 20 ms that only a defect pays

    path = paths().log
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as log:
            log.write(traceback.format_exc())
    except OSError as error:
        return f"the log could not be written: {error}"
    return f"details in {path}"


_KNOWN: Final = ("width", "theme", "allow_private", "refresh")


def settings(path: Path) -> Settings:
    """The settings in the TOML file at `path`. Raises UsageError naming file and key."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    import tomllib  # noqa: PLC0415 -- 18 ms for those who wrote settings

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from error
    unknown = sorted(set(table) - set(_KNOWN))
    if unknown:
        known = f"known: {', '.join(_KNOWN)}"
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}", known)
    width, theme = table.get("width", 72), table.get("theme", "")
    if not isinstance(width, int) or not 40 <= width <= 120:
        raise UsageError(f"{path}: width must be a number from 40 to 120")
    if not isinstance(theme, str):
        raise UsageError(f"{path}: theme must be a name in quotes")
    refresh = table.get("refresh", "never")
    if refresh not in get_args(Refresh):
        raise UsageError(f'{path}: refresh must be "never" or "due"')
    return Settings(width, theme, _networks(path, table.get("allow_private", [])), refresh)


def _networks(path: Path, value: object) -> tuple[Network, ...]:
    """The networks of `allow_private`, each checked."""
    if not isinstance(value, list):
        raise UsageError(f'{path}: allow_private must be a list such as ["10.0.0.0/8"]')
    import ipaddress  # noqa: PLC0415 -- as tomllib

    try:
        return tuple(ipaddress.ip_network(str(item)) for item in value)
    except ValueError as error:
        raise UsageError(f"{path}: allow_private: {error}") from error
