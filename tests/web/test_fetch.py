"""Every answer a server can give, from a real one on loopback."""

import ipaddress
import ssl
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from reader.core.errors import FetchError, NoTlsError, ReaderError, TooComplexError
from reader.web import fetch as module
from reader.web.addresses import normalise, private
from reader.web.fetch import fetch
from tests.web.server import PAGE, serving

LOOPBACK = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.fixture(scope="module")
def site():
    with serving() as url:
        yield url


def test_a_page_comes_as_it_is(site):
    payload = fetch(f"{site}/page#part")
    assert payload.data.decode() == PAGE
    assert payload.url == f"{site}/page"
    assert payload.media_type == "text/html; charset=utf-8"


def test_gzip_is_unpacked(site):
    assert fetch(f"{site}/gzip").data.decode() == PAGE


def test_a_redirect_gives_the_pages_own_address(site):
    assert fetch(f"{site}/moved").url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("missing", "has no such page (HTTP 404)"),
        ("broken", "has a fault of its own (HTTP 500)"),
        ("loop", "redirects more than 10 times"),
        ("private", "private address"),
        ("stacked", "which was not asked for"),
    ],
)
def test_what_is_no_page_is_one_sentence(site, path, sentence):
    with pytest.raises(FetchError) as error:
        fetch(f"{site}/{path}", LOOPBACK)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("path", ["endless", "bomb"])
def test_a_body_without_end_stops_at_the_limit(site, path):
    with pytest.raises(TooComplexError, match="larger than 15 MB"):
        fetch(f"{site}/{path}")


def test_a_drip_ends_at_the_deadline(site, monkeypatch):
    monkeypatch.setattr(module, "DEADLINE", 0.4)
    with pytest.raises(FetchError, match=r"longer than|did not answer"):
        fetch(f"{site}/drip")


def test_nobody_there_is_one_sentence():
    with pytest.raises(FetchError, match="could not be fetched"):
        fetch("http://127.0.0.1:9/")


def test_a_redirect_may_not_lead_into_a_private_network_that_was_not_typed(site):
    port = site.rpartition(":")[2]
    with pytest.raises(FetchError, match="private address"):
        module.checked(f"http://localhost:{port}/page", [], typed=False)
    assert module.checked(
        f"http://localhost:{port}/page", [*LOOPBACK, ipaddress.ip_network("::1")], typed=False
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "64:ff9b::7f00:1",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
    ],
)
def test_every_spelling_of_a_private_address_is_one(address):
    assert private(ipaddress.ip_address(address), [])


def test_public_addresses_and_allowed_networks_are_not_private():
    assert not private(ipaddress.ip_address("93.184.215.14"), [])
    assert not private(
        ipaddress.ip_address("::ffff:10.0.0.1"), [ipaddress.ip_network("10.0.0.0/8")]
    )


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://Example.COM:80/a?utm_source=x&b=1#c", "http://example.com/a?b=1"),
        ("https://user:secret@example.com", "https://example.com/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ],
)
def test_one_page_has_one_address(url, normal):
    assert normalise(url) == normal


@pytest.mark.parametrize(
    "url",
    ["ftp://x.example/", "javascript:alert(1)", "http://", "http://[::1", "http://x:99999999/"],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(ReaderError):
        normalise(url)


def test_certificates_are_read_once_whoever_asks_and_never_for_plain_http(monkeypatch):
    made = []

    def read(**_):
        time.sleep(0.05)
        made.append(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        return made[-1]

    monkeypatch.setattr(module, "_TRUSTED", [])
    monkeypatch.setattr(module.httpx, "create_ssl_context", read)
    with module.client("http://heron.example/"):
        assert made == []
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: module.certificates(), range(8)))
    assert found == set(made)
    assert len(made) == 1


def test_who_speaks_no_tls_is_told_from_who_is_not_trusted(site):
    with pytest.raises(NoTlsError, match="could not be fetched"):
        fetch(site.replace("http:", "https:") + "/page")
    with pytest.raises(NoTlsError, match="could not be fetched"):
        fetch("https://127.0.0.1:9/")
    distrusted = httpx.ConnectError("certificate verify failed")
    distrusted.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    assert not module._without_tls("https://heron.example/", distrusted)
    assert not module._without_tls("https://heron.example/", httpx.ConnectTimeout("too late"))
    assert not module._without_tls("http://heron.example/", httpx.ConnectError("refused"))


def test_what_trusts_nobody_would_refuse_every_certificate():
    assert module._NOBODY.verify_mode is ssl.CERT_REQUIRED
    assert module._NOBODY.check_hostname
    assert module._NOBODY.get_ca_certs() == []
