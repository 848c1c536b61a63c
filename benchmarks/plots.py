"""Drawings in SVG, legible in light and in dark; no library is needed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, LEFT, TOP = 720, 190, 16
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #222 }
.quiet { fill: #666 } .axis { stroke: #999 } .grid { stroke: #ddd } .even { stroke: #999; stroke-dasharray: 4 4 }
.c0 { fill: #1b6ca8 } .c1 { fill: #c2571a } .c2 { fill: #4a7c2c } .c3 { fill: #7b4ba0 } .c4 { fill: #a8871b }
.c5 { fill: #2c8a86 } .c6 { fill: #b23a5b } .c7 { fill: #666 }
polyline { fill: none; stroke-width: 2 }
polyline.c0 { stroke: #1b6ca8 } polyline.c1 { stroke: #c2571a } polyline.c2 { stroke: #4a7c2c }
polyline.c3 { stroke: #7b4ba0 } polyline.c4 { stroke: #a8871b } polyline.c5 { stroke: #2c8a86 }
polyline.c6 { stroke: #b23a5b } polyline.c7 { stroke: #666 } polyline { fill: none !important }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } .quiet { fill: #aaa } .axis { stroke: #888 } .grid { stroke: #444 }
}
"""
COLOURS = 8

Points = Sequence[tuple[float, float]]


def bars(rows: Mapping[str, Sequence[float]], parts: Sequence[str], unit: str) -> str:
    """A bar for each row, of one part or of several end to end, with its sum behind it."""
    height = TOP + 30 * len(rows) + 24 * math.ceil(len(parts) / 4) + 12
    most = max(sum(values) for values in rows.values()) or 1
    scale = (WIDTH - LEFT - 110) / most
    svg = _canvas(height)
    for at, (name, values) in enumerate(rows.items()):
        y = TOP + 30 * at
        _text(svg, LEFT - 10, y + 15, name, anchor="end")
        x = float(LEFT)
        for n, value in enumerate(values):
            _add(svg, "rect", x=x, y=y, width=value * scale, height=20, class_=f"c{n % COLOURS}")
            x += value * scale
        _text(svg, x + 8, y + 15, f"{_figure(sum(values))} {unit}")
    _legend(svg, parts, TOP + 30 * len(rows) + 14)
    return _written(svg)


def lines(series: Mapping[str, Points], across: str, up: str) -> str:
    """A line for each series; both axes by powers of ten, so that straight lines grow evenly."""
    points = [point for each in series.values() for point in each]
    height, bottom, right = 400, 340, WIDTH - 20
    left = 70
    x0, x1 = _decades([x for x, _ in points])
    y0, y1 = _decades([y for _, y in points])

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + (math.log10(x) - x0) / (x1 - x0) * (right - left),
            bottom - (math.log10(y) - y0) / (y1 - y0) * (bottom - TOP),
        )

    svg = _canvas(height + 24 * math.ceil(len(series) / 4))
    for power in range(x0, x1 + 1):
        x, _ = place(10**power, 10**y0)
        _add(svg, "line", x1=x, x2=x, y1=TOP, y2=bottom, class_="grid")
        _text(svg, x, bottom + 18, _figure(10**power), anchor="middle", quiet=True)
    for power in range(y0, y1 + 1):
        _, y = place(10**x0, 10**power)
        _add(svg, "line", x1=left, x2=right, y1=y, y2=y, class_="grid")
        _text(svg, left - 8, y + 4, _figure(10**power), anchor="end", quiet=True)
    for n, each in enumerate(series.values()):
        placed = [place(*point) for point in each]
        _add(svg, "polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in placed), class_=f"c{n % COLOURS}")
        for x, y in placed:
            _add(svg, "circle", cx=x, cy=y, r=3.5, class_=f"c{n % COLOURS}")
    _text(svg, left, bottom + 38, f"{across} →   {up} ↑", quiet=True)
    _legend(svg, tuple(series), bottom + 52)
    return _written(svg)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten around the values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _legend(svg: etree._Element, names: Sequence[str], y: float) -> None:
    if len(names) < 2:
        return
    for at, name in enumerate(names):
        x = 20 + 175 * (at % 4)
        _add(svg, "rect", x=x, y=y + 24 * (at // 4), width=12, height=12, class_=f"c{at % COLOURS}")
        _text(svg, x + 18, y + 24 * (at // 4) + 11, name)


def _canvas(height: float) -> etree._Element:
    svg = etree.Element(SVG + "svg", nsmap={None: SVG[1:-1]}, viewBox=f"0 0 {WIDTH} {height:.0f}")
    svg.set("width", str(WIDTH))
    svg.set("role", "img")
    _add(svg, "style").text = STYLE
    return svg


def _text(svg: etree._Element, x: float, y: float, words: str, *, anchor: str = "start", quiet: bool = False) -> None:
    made = _add(svg, "text", x=x, y=y, text_anchor=anchor)
    if quiet:
        made.set("class", "quiet")
    made.text = words


def _add(parent: etree._Element, name: str, **attributes: object) -> etree._Element:
    return etree.SubElement(parent, SVG + name, dict(_attributes(attributes)))


def _attributes(stated: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in stated.items():
        yield name.rstrip("_").replace("_", "-"), f"{value:.1f}" if isinstance(value, float) else str(value)


def _written(svg: etree._Element) -> str:
    return etree.tostring(svg, encoding="unicode", pretty_print=True)
