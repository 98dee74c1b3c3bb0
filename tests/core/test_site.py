import pytest

from reader.core.site import site_of


@pytest.mark.parametrize(
    ("url", "site", "wanted"),
    [
        ("https://www.example.org/a", "The Example", "example.org"),
        ("http://m.example.org:8080/a", None, "example.org"),
        ("https://amp.www.Example.org./a", None, "example.org"),
        ("https://m.org/a", None, "m.org"),
        ("https://news.example.org/a", None, "news.example.org"),
        ("file:///home/ada/page.html", "The  Example\n", "The Example"),
        ("file:///home/ada/page.html", None, None),
        ("stdin:00ff", "", None),
        ("http://[broken/", "The Example", "The Example"),
        ("", None, None),
    ],
)
def test_a_site_is_its_host_or_what_the_page_calls_itself(url, site, wanted):
    assert site_of(url, site) == wanted
