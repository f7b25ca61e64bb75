"""Scans: the whole reader, isolation included, beside the bare engine; two workers beside one; letters that are right.

Run by `make bench`, or alone: `python -m bench.ocr`. Every ratio is of one run on one machine, medians of ROUNDS.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

os.environ["OMP_THREAD_LIMIT"] = "1"

import typst

from domain.document import DocumentText
from domain.mail import Attachment
from parsers import ocr
from parsers.reader import LocalReader
from tests.scans import Scan, as_pdf, letters_right, scanned_pages

ROUNDS = 5
TEXT = """Sammanträdesprotokoll, kommunstyrelsen 2015-05-26

§ 87 Överenskommelse om samverkan för en trygg, säker och störningsfri region (KS 2015/152.180)

Beslut

1. Kommunstyrelsen antar överenskommelsen i enlighet med rekommendationen från Kommunförbundet Stockholms Län
(KSL/15/0016-5), daterad den 19 mars 2015.

2. Kontorschefen får i uppdrag att underrätta förbundet senast den 30 juni 2015.

Sammanfattning av ärendet

Förbundets styrelse har rekommenderat länets 26 kommuner att anta en gemensam överenskommelse om hur aktörerna möter
olyckor, kriser och andra händelser. Den beskriver hur larm ges, hur lägesbilder delas och hur råd till invånarna blir
samstämmiga när färjor, tåg och elnät står stilla. Årskostnaden, 71 000 kronor, ryms i budgeten för 2015.

Räddningstjänsten påpekar att övningar bör hållas två gånger om året, även på öarna, och att ansvaret för växeln är
oklart under jul- och nyårshelgen. Kontoret instämmer och återkommer med förslag före årsskiftet.

Beslutsunderlag

Tjänsteutlåtande den 27 april 2015, arbetsutskottets protokoll den 11 maj 2015, § 52, samt bilagorna 1 till 3.

Reservation

Två ledamöter reserverar sig till förmån för sitt eget yrkande om återremiss.
"""
ACCURACY = {
    "300 dpi": (Scan(skew=0.6), 0.99),
    "200 dpi, noisy": (Scan(dpi=200, skew=-0.8, noise=25, specks=30, jpeg=50), 0.97),
}


def main() -> int:
    if lacking := ocr.missing():
        print(f"ocr: left out, OCR is not installed: {lacking}")
        return 0
    with LocalReader(seconds=60, memory_mb=1024, max_pages=50, max_characters=1_000_000) as reader:
        shares = [_accuracy(reader, name, scan, target) for name, (scan, target) in ACCURACY.items()]
        return 0 if all([*shares, _against_engine(reader), _two_workers(reader)]) else 1


def _accuracy(reader: LocalReader, name: str, scan: Scan, target: float) -> bool:
    text = reader.read(_attached(_scanned(scan)))
    share = letters_right(TEXT, text.text) if isinstance(text, DocumentText) else 0.0
    return _say(f"letters right, {name}", share, share >= target, f">= {target:.0%}", "{:.2%}")


def _against_engine(reader: LocalReader) -> bool:
    """The bare engine gets the very pixels of the scan, the reader the PDF that holds them; both are warm."""
    import tesserocr

    scan = ACCURACY["300 dpi"][0]
    image = scanned_pages(_printed(), scan)[0]
    given = _attached(_scanned(scan))
    with tesserocr.PyTessBaseAPI(path=str(ocr.data_folder()), lang="Latin", psm=tesserocr.PSM.AUTO) as engine:

        def bare() -> None:
            engine.SetImage(image)
            engine.SetSourceResolution(scan.dpi)
            engine.GetUTF8Text()

        pairs = [(_seconds(lambda: reader.read(given)), _seconds(bare)) for _ in range(ROUNDS)]
    whole, alone = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"  one page: reader {whole:.2f} s, engine {alone:.2f} s")
    return _say("reader / bare engine, 300 dpi", whole / alone, whole / alone <= 1.2, "<= 1.2", "{:.2f}")


def _two_workers(reader: LocalReader) -> bool:
    given = [_attached(_scanned(Scan(dpi=200, seed=seed, noise=5))) for seed in range(8)]

    def with_threads(count: int) -> float:
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(reader.read, given[:count]))  # each thread's process is there and warm
            return _seconds(lambda: list(pool.map(reader.read, given)))

    one, two = with_threads(1), with_threads(2)
    return _say("two workers / one", one / two, one / two >= 1.7, ">= 1.7", "{:.2f}")


def _printed() -> bytes:
    escaped = "".join(f"\\{letter}" if letter in "#$*_@<>`~=+-/[]" else letter for letter in TEXT)
    source = f'#set page("a4", margin: 2.5cm)\n#set text(font: "Libertinus Serif", 11pt, lang: "sv")\n{escaped}'
    pdf = typst.compile(source.encode())
    assert isinstance(pdf, bytes)
    return pdf


def _scanned(scan: Scan) -> bytes:
    return as_pdf(scanned_pages(_printed(), scan), scan)


def _attached(content: bytes) -> Attachment:
    kind = "application/pdf"
    sha256 = hashlib.sha256(content).hexdigest()
    return Attachment(name="a.pdf", media_type=kind, declared_type=kind, content=content, sha256=sha256)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _say(what: str, value: float, well: bool, target: str, form: str) -> bool:
    print(f"{'ok ' if well else 'BAD'} {what:<34}{form.format(value):>9}  target {target}")
    return well


if __name__ == "__main__":
    sys.exit(main())
