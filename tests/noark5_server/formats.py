"""Recognises the formats of files by their first bytes, as PRONOM codes (chapter 6, «Opplasting»; «Format»)."""
import re

from codelists import LISTS

PDFA = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*(\d).{0,200}?pdfaid:conformance(?:>|=[\"'])\s*([ABU])", re.DOTALL | re.IGNORECASE)
PDFA_CODES = {(b"1", b"A"): "fmt/95", (b"1", b"B"): "fmt/354", (b"2", b"A"): "fmt/476", (b"2", b"B"): "fmt/477",
              (b"2", b"U"): "fmt/478"}
PDF_CODES = {b"1.4": "fmt/18", b"1.7": "fmt/276"}
ARCHIVAL = set(PDFA_CODES.values()) | {"x-fmt/111", "fmt/353", "fmt/101"}


def recognised(content: bytes) -> str:
    """The format's code; av/0 for what is not recognised, as the specification says."""
    if content.startswith(b"%PDF-"):
        claim = PDFA.search(content)
        if claim:
            return PDFA_CODES.get((claim[1], claim[2].upper()), "av/0")
        return PDF_CODES.get(content[5:8], "av/0")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "fmt/13"
    if content.startswith(b"<?xml"):
        return "fmt/101"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "av/0"
    return "av/0" if b"\0" in content else "x-fmt/111"


def value(kode: str) -> dict[str, object]:
    return LISTS["format"][kode].value()
