"""Lines of their own for elements that hold elements only."""

from __future__ import annotations

from tei_edition.tei.element import Element

# elements that hold elements only: their children stand on lines of their own; everything else is one line
CONTAINERS = frozenset(
    (
        "TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability sourceDesc msDesc msIdentifier "
        "msContents msItem encodingDesc projectDesc samplingDecl editorialDecl classDecl taxonomy appInfo application "
        "profileDesc langUsage correspDesc correspAction correspContext particDesc listPerson listOrg listPlace "
        "textClass keywords revisionDesc standOff text body back div opener closer address sp list quote postscript "
        "table row figure"
    ).split()
)


def indent(root: Element, level: int = 0) -> None:
    """Line breaks and indentation between elements that hold no text; nothing inside paragraphs is touched.

    What has them already stays as it is: the part of the header that is the same in every file.
    """
    waiting = [(root, level)]
    while waiting:
        element, level = waiting.pop()
        if not element.children or element.text:
            continue
        if element.name not in CONTAINERS and element.get("type") != "digital":
            continue
        inner = "\n" + "  " * (level + 1)
        element.text = inner
        for child in element.children:
            child.tail = inner
            waiting.append((child, level + 1))
        child.tail = "\n" + "  " * level
