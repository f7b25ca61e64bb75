"""Reading PDFs, isolation included, beside the peers in process with their own defaults: `python -m bench.reading`."""

from __future__ import annotations

import io
import sys
from email.message import EmailMessage

import pdfplumber
import pypdfium2

from bench.measure import medians, pdf_attachment, say
from bench.minutes import long_minutes
from demo.samples import catalogue
from demo.samples.press import document
from domain.document import DocumentText
from parsers.relevance import words_of
from registrator.build import build_reader

ROUNDS = 3
QUICK_ROUNDS = 9
SHORT_ROUNDS = 15
TWO_PAGES = "nacka-kf-142"


def main() -> int:
    long, short = long_minutes(tempting=False), document(TWO_PAGES)
    sought = words_of(catalogue())
    with build_reader(None) as reader:

        def ours(content: bytes) -> DocumentText:
            text = reader.read(pdf_attachment(content), sought)
            assert isinstance(text, DocumentText), text
            return text

        print(f"Reading: minutes of {len(ours(long).pages)} pages with one paragraf that matters, an extract of 2")
        # pdfplumber takes a quarter of a minute a round: the two quick ones must not wait for it between them
        quick = medians({"ours": lambda: ours(long), "pdfium": lambda: by_pdfium(long)}, QUICK_ROUNDS)
        slow = medians({"ours": lambda: ours(long), "pdfplumber": lambda: by_pdfplumber(long)}, ROUNDS)
        mail = mail_of(short)

        def opened_and_read() -> None:
            (attachment,) = reader.open_mail(mail).attachments
            ours(attachment.content)

        brief = medians(
            {"ours": lambda: ours(short), "mail": opened_and_read, "pdfplumber": lambda: by_pdfplumber(short)},
            SHORT_ROUNDS,
        )
    faster = slow["pdfplumber"] / slow["ours"]
    of_pdfium = quick["ours"] / quick["pdfium"]
    of_pdfplumber = brief["ours"] / brief["pdfplumber"]
    in_mail = brief["mail"] / brief["pdfplumber"]
    met = [
        say("long minutes: times faster than pdfplumber over all pages", faster, target="≥ 25", well=faster >= 25),
        say("long minutes: times pdfium's bare text extraction", of_pdfium, target="≤ 2.5", well=of_pdfium <= 2.5),
        say(
            "2-page extract: times pdfplumber's extract_text", of_pdfplumber, target="≤ 1.3", well=of_pdfplumber <= 1.3
        ),
        say("the same in a mail, opened too", in_mail, target="≤ 1.3", well=in_mail <= 1.3),
    ]
    return 0 if all(met) else 1


def mail_of(content: bytes) -> bytes:
    """A mail with the document attached."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "registrator@solna.se", "Protokollsutdrag"
    mail.set_content("Hej! Här kommer protokollsutdraget.")
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="utdrag.pdf")
    return mail.as_bytes()


def by_pdfplumber(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return sum(len(page.extract_text()) for page in opened.pages)


def by_pdfium(content: bytes) -> int:
    letters = 0
    opened = pypdfium2.PdfDocument(content)
    for page in opened:
        textpage = page.get_textpage()
        letters += len(textpage.get_text_range())
        textpage.close()
        page.close()
    opened.close()
    return letters


if __name__ == "__main__":
    sys.exit(main())
