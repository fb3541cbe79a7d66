"""The only importer of WeasyPrint: an HTML document in, a tagged PDF out.

It is an optional extra (``make pdf``): the site is built without it, and what is missing is told in words.
"""

from __future__ import annotations

import logging

TAGGED = "pdf/ua-1"
"""The variant a screen reader follows: headings, lists, tables, language and title are in the file (ISO 14289)."""


_OURS = b"hallintakasikirja"


def is_our_pdf(content: bytes) -> bool:
    """Whether a file is what ``tagged_pdf`` gave; one that was marked or signed since has a second ending."""
    begun = content.startswith(b"%PDF-") and b"/ID [(" + _OURS + b") (" in content
    return begun and content.count(b"%%EOF") == 1 and content.rstrip().endswith(b"%%EOF")


class PdfUnavailable(Exception):
    """The extra or its system libraries are absent; the message is fit to show."""


def tagged_pdf(document: str, css: str, address: str | None = None) -> bytes:
    """The document as a tagged PDF. Links are relative to ``address``; without it only those within work.

    Nothing is fetched: the document has all that it needs. The same document gives the same bytes. Raises
    ``PdfUnavailable``.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except ImportError as error:
        raise PdfUnavailable(
            f"lisäosaa {error.name or 'weasyprint'} ei ole asennettu; asenna se komennolla `make pdf`"
        ) from error
    except OSError as error:
        raise PdfUnavailable(
            "lisäosan weasyprint tarvitsemia järjestelmän kirjastoja ei ole; "
            "asenna Debianissa ja Ubuntussa paketit libpango-1.0-0 ja libpangoft2-1.0-0"
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of each relative link
    nothing = URLFetcher(allowed_protocols=("data",))
    page = HTML(string=document, base_url=address, url_fetcher=nothing)
    written: bytes = page.write_pdf(stylesheets=[CSS(string=css)], pdf_variant=TAGGED, pdf_identifier=_OURS)
    return written
