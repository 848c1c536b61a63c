"""The reading edition: a page for each document and the pages around them, which need no server.

Every family of pages is a module with one function from the `Edition` to its `Page`s and `File`s; the table of the
families is in `build`. What a page shows is XML for a stylesheet of `xslt/site/`; only `documents` reads TEI again.
"""

from tei_edition.site.published import Built, SiteDocument
from tei_edition.site.whole import build_site

__all__ = ["Built", "SiteDocument", "build_site"]
