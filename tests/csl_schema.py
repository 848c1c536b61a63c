"""The input of citation processors (CSL-JSON 1.0.2) as a JSON schema, for what our export writes.

Written from the specification (https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV) and
its variables; the official `csl-data.json` says the same of more of them.
"""

from __future__ import annotations

from typing import Any

TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
personal_communication post post-weblog regulation report review review-book software song speech standard thesis
treaty webpage
""".split()
NAMES = "author container-author editor recipient translator".split()
DATES = "accessed event-date issued original-date submitted".split()
TEXTS = """
abstract annote archive archive_collection archive_location archive-place call-number collection-title container-title
event-place genre keyword language medium note number original-title page publisher publisher-place references section
source status title title-short URL
""".split()

NAME: dict[str, Any] = {
    "type": "object",
    "properties": {
        part: {"type": "string"}
        for part in ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["family"]}, {"required": ["literal"]}],
}
DATE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "season": {"type": ["string", "number"]},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
        "raw": {"type": "string"},
    },
    "additionalProperties": False,
}
CSL_DATA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": TYPES},
            **{name: {"type": "array", "minItems": 1, "items": NAME} for name in NAMES},
            **dict.fromkeys(DATES, DATE),
            **{name: {"type": "string", "minLength": 1} for name in TEXTS},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}
