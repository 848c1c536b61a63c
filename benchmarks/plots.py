"""Drawings in SVG, legible in light and in dark; no library is needed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, LEFT, TOP = 720, 190, 16
LIGHT = ("#1b6ca8", "#c2571a", "#4a7c2c", "#7b4ba0", "#a8871b", "#2c8a86", "#b23a5b", "#666")
DARK = ("#5aa9e0", "#ee8f55", "#86bf63", "#b58ad8", "#d9ba55", "#63c2bd", "#e67a97", "#aaa")


def _colours(colours: Sequence[str]) -> str:
    return "\n".join(
        f".c{n} {{ fill: {colour} }} polyline.c{n} {{ fill: none; stroke: {colour} }}"
        for n, colour in enumerate(colours)
    )


STYLE = f"""
text {{ font: 13px system-ui, sans-serif; fill: #222 }}
.quiet {{ fill: #666 }} .grid {{ stroke: #ddd }}
polyline {{ stroke-width: 2 }}
{_colours(LIGHT)}
@media (prefers-color-scheme: dark) {{
text {{ fill: #ddd }} .quiet {{ fill: #aaa }} .grid {{ stroke: #444 }}
{_colours(DARK)}
}}
"""
COLOURS = len(LIGHT)

Points = Sequence[tuple[float, float]]


def bars(rows: Mapping[str, Sequence[float]], parts: Sequence[str], unit: str) -> str:
    """For each row a bar of each part, one below the other, with its figure behind it."""
    step, gap = 13, 9
    tall = step * len(parts) + gap
    scale = (WIDTH - LEFT - 150) / (max(max(values) for values in rows.values()) or 1)
    bottom = TOP + tall * len(rows)
    svg = _canvas(bottom + 40)
    for at, (name, values) in enumerate(rows.items()):
        y = TOP + tall * at
        _text(svg, LEFT - 10, y + step * len(parts) / 2 + 5, name, anchor="end")
        for n, value in enumerate(values):
            if value:
                _add(
                    svg, "rect", x=LEFT, y=y + step * n, width=value * scale, height=step - 2, class_=f"c{n % COLOURS}"
                )
                _text(svg, LEFT + value * scale + 8, y + step * n + 10, f"{_figure(value)} {unit}", quiet=True)
    _legend(svg, parts, bottom + 10)
    return _written(svg)


def lines(series: Mapping[str, Points], across: str, up: str) -> str:
    """A line for each series; both axes by powers of ten, so that straight lines grow evenly."""
    points = [point for each in series.values() for point in each]
    height, bottom, right = 400, 340, WIDTH - 50
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
