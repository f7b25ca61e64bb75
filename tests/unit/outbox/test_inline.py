from __future__ import annotations

from outbox.inline import inline

PAGE = """<!DOCTYPE html>
<html><head><style>{style}</style><style data-css-inline="keep">@media print {{ .a {{ color: red }} }}</style></head>
<body><!--[if mso]><table width="600"><![endif]--><table><tr><td class="a">{text}</td></tr></table></body></html>"""


def page(style: str = ".a { color: #111111 }", text: str = "hej") -> str:
    return inline(PAGE.format(style=style, text=text))


def test_the_style_is_written_into_the_elements_and_its_own_is_gone() -> None:
    html = page()
    assert '<td class="a" style="color: #111111;">hej</td>' in html
    assert html.count("<style") == 1
    assert "@media print" in html


def test_what_only_outlook_reads_is_kept() -> None:
    assert '<!--[if mso]><table width="600"><![endif]-->' in page()


def test_named_colours_become_colours_and_a_ground_becomes_an_attribute_too() -> None:
    html = page(":root { --ground: #fdf5e0 } .a { background-color: var(--ground) }")
    assert 'bgcolor="#fdf5e0"' in html
    assert "var(" not in html


def test_what_a_stranger_wrote_stays_text() -> None:
    text = "&lt;style&gt;.a { color: red }&lt;/style&gt; &amp;amp; &#34;å&#34;"
    html = page(text=text)
    assert "&lt;style&gt;" in html
    assert "&amp;amp;" in html
    assert html.count("<style") == 1


def test_nothing_is_fetched_and_a_faulty_style_stops_no_mail() -> None:
    html = page("@import url(http://127.0.0.1:9/x.css); .b { color: } } .a { color: #222222 }")
    assert ">hej</td>" in html
    assert "127.0.0.1" not in html
