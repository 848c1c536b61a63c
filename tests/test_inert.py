"""The TEI files of an edition: those of others hold nothing that a browser runs or asks for when it opens them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from editions import SAMPLES, built
from tei_edition.render import read_tei
from tei_edition.site import SiteDocument
from tei_edition.site.inert import inert
from tei_edition.teifile import TEI, plain

HTML, SVG, MATH = (f"http://www.w3.org/{each}" for each in ("1999/xhtml", "2000/svg", "1998/Math/MathML"))
XLINK = "http://www.w3.org/1999/xlink"
NAMESPACES = f"xmlns='{TEI}' xmlns:h='{HTML}' xmlns:s='{SVG}' xmlns:m='{MATH}' xmlns:x='{XLINK}'"
DO = "window.__pwned=1"


def tei(body: str, before: str = "", after: str = "") -> bytes:
    return f"{before}<TEI {NAMESPACES}><text><body><p>Words {body} follow.</p></body></text></TEI>{after}".encode()


def published(data: bytes) -> bytes:
    return inert(data, read_tei(data))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda path: path.stem)
def test_a_file_in_which_nothing_runs_is_published_byte_for_byte(file: Path) -> None:
    assert published(file.read_bytes()) == file.read_bytes()


LIVE = [
    tei("", "<?xml-stylesheet type='text/xsl' href='#s'?>"),
    tei("", f"<?xml-stylesheet type='text/css' href='data:text/css,{DO}'?>"),
    tei("", after=f"<?xml-stylesheet href='http://127.0.0.1:9/{DO}.xsl'?>"),
    tei("").decode().join(("<?xml version='1.0' encoding='utf-16'?><?xml-stylesheet href='#s'?>", "")).encode("utf-16"),
    tei("", f"<!DOCTYPE TEI [<!ATTLIST p xmlns CDATA '{HTML}' onclick CDATA '{DO}'>]>"),
    tei("&run;", f"<!DOCTYPE TEI [<!ENTITY run '<script xmlns=\"{HTML}\">{DO}</script>'>]>"),
    tei(f"<h:script>{DO}</h:script>"),
    tei(f"<h:script xmlns:h='http://www.w3.org/1999/xhtm&#108;'>{DO}</h:script>"),
    tei(f"<s:svg onload='{DO}'><s:script>{DO}</s:script></s:svg>"),
    tei(f"<h:body onload='{DO}'>x</h:body>"),
    tei(f"<h:iframe srcdoc='&lt;script&gt;{DO}&lt;/script&gt;'/>"),
    tei(f"<h:a href=' JavaScript:{DO}'>x</h:a>"),
    tei(f"<s:a x:href='javascript:{DO}'><s:animate attributeName='href' values='javascript:{DO}'/></s:a>"),
    tei(f"<m:math href='javascript:{DO}'><m:mi onclick='{DO}'>x</m:mi></m:math>"),
    tei(f"<h:img src='//127.0.0.1:9/{DO}'/><h:meta http-equiv='refresh' content='0;url=//127.0.0.1:9/{DO}'/>"),
    tei(f"<h:meta http-equiv='refresh' content='0'>{DO}</h:meta>"),
    tei(f"<h:style>@import '//127.0.0.1:9/{DO}'</h:style><h:p style='background:url({DO})'/>"),
    tei(f"<ref x:type='simple' x:href='javascript:{DO}'>x</ref>"),
]


@pytest.mark.parametrize("data", LIVE)
def test_what_a_browser_runs_or_asks_for_is_not_published(data: bytes) -> None:
    told = published(data)
    assert DO.encode() not in told
    assert b"xml-stylesheet" not in told
    assert b"DOCTYPE" not in told
    assert plain(read_tei(told).getroot()).startswith("Words ")


def test_words_comments_and_markup_of_others_stay() -> None:
    formula = "<m:math alttext='a \\ b: c' encoding='x'><m:mi mathvariant='bold'>x</m:mi></m:math>"
    figure = "<s:svg viewBox='0 0 9 9'><s:path d='M0 0' fill='url(#a)'/><s:a href='#b'><s:text>t</s:text></s:a></s:svg>"
    kept = f"{formula}<!-- a comment --><ref target='javascript:of-tei'>r</ref> {figure} <hi style='color: red'>h</hi>"
    told = published(tei(f"{kept}<h:script>{DO}</h:script> after", "<?xml-stylesheet href='x'?><!-- before -->"))
    assert told == published(told)
    made, asked = (
        etree.tostring(etree.fromstring(each).getroottree(), method="c14n").decode() for each in (told, tei(kept))
    )
    assert asked.partition("</hi>")[0].partition("<text>")[2] == made.partition("</hi>")[0].partition("<text>")[2]
    assert made.startswith("<!-- before -->")
    assert " after follow." in made


def test_the_files_of_an_edition_are_published_so(tmp_path: Path) -> None:
    built(tmp_path, [SiteDocument("a", LIVE[6]), SiteDocument("b", SAMPLES[0])])
    files = [path.read_bytes() for path in (tmp_path / "doc").glob("*.xml")]
    assert len(files) == 2
    assert SAMPLES[0].read_bytes() in files
    assert not any(DO.encode() in data for data in files)
