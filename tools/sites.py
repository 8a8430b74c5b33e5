"""Which site a page is of: those of one site are never split between training and measuring."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

_NUMBER = re.compile(r"\d+$")


def name_site(host: str) -> str:
    """The last three labels of a host, which are the site's."""
    return ".".join(host.removeprefix("www.").split(".")[-3:])


def read_sites(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The site of each page whose URL names a host, by the page's id."""
    hosts = ((row["id"], urlsplit(row.get("url") or "").hostname) for row in rows)
    return {name: name_site(host) for name, host in hosts if host}


def find_site(row: Mapping[str, Any], sites: Mapping[str, str]) -> str:
    """The site of a page by its URL, as its record says, or as its id begins."""
    return sites.get(row["id"]) or row.get("site") or _NUMBER.sub("", row["id"])
