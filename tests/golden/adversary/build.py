"""Mails by an author who did not read the parsers, with keys written before the first run.

`mails/NN-name.toml` holds one mail with its key and files; `python -m tests.golden.adversary.build DIR` writes
DIR/NN-name.eml, expected.jsonl and catalogue.toml, ready for `python -m registrator.exam DIR`.
"""

from __future__ import annotations

import datetime as dt
import functools
import html
import io
import json
import re
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import typst

from demo.samples.letter import Enclosure, Letter, delivered

_HERE = Path(__file__).parent
_FONTS = _HERE.parents[2] / "demo" / "samples" / "fonts"
_FIELDS = (
    *("municipality", "recommendation", "outcome", "final", "decision_body"),
    *("paragraf", "meeting_date", "diarienummer", "attachment"),
)
_WORDS: dict[str, Any] = {"-": None, "final": True, "awaiting": False}
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000167a4c51d0000000049454e44ae426082"
)
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "txt": "text/plain",
    "png": "image/png",
}
_RESULTS = re.compile(r"Authentication-Results:.*?(?=\r\n\S)", re.DOTALL)

Case = dict[str, Any]


def cases() -> list[tuple[str, Case]]:
    """Every mail with its name, in order."""
    return [(p.stem, tomllib.loads(p.read_text("utf-8"))) for p in sorted((_HERE / "mails").glob("*.toml"))]


def expected(name: str, case: Case) -> dict[str, Any]:
    """The key of one mail, as a line of expected.jsonl."""
    authentic = case["authentic"]
    values = [_value(one) for one in authentic.split(" or ")] if isinstance(authentic, str) else [authentic]
    also_ok = case.get("also_ok", {})
    if len(values) > 1:
        also_ok = {**also_ok, "authentic": values[1:]}
    return {
        "file": f"{name}.eml",
        "status": case["status"],
        "authentic": values[0],
        "decisions": [_decision(row) for row in case["decision"]],
        **({"also_ok": also_ok} if also_ok else {}),
        "optional": case.get("optional", False),
        "why": case["why"],
    }


def mail(name: str, case: Case) -> bytes:
    """The mail's bytes, the same on every machine."""
    enclosures = tuple(_enclosure(file) for file in case.get("file", ()))
    body, inner = case["body"], None
    if forward := case.get("forward"):
        inner = _letter(name + "/inner", case, forward[0], forward[1], forward[2], forward[3], enclosures)
        enclosures = ()
    letter = _letter(name, case, *case["from"], case["subject"], body, enclosures, inner)
    raw = delivered(letter, case["arrived"])
    if auth := case.get("auth"):
        fields = "\r\n".join(f"Authentication-Results: {field}" for field in auth)
        raw = _RESULTS.sub(lambda _: fields, raw.decode("utf-8"), count=1).encode("utf-8")
    return raw


def build(folder: Path) -> None:
    """Everything that `registrator.exam` needs, written to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, case in cases():
        (folder / f"{name}.eml").write_bytes(mail(name, case))
        lines.append(json.dumps(expected(name, case), ensure_ascii=False))
    (folder / "expected.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    shutil.copyfile(_HERE / "catalogue.toml", folder / "catalogue.toml")


def _value(word: str) -> Any:
    return {"null": None, "true": True, "false": False}[word]


def _decision(row: str) -> dict[str, Any]:
    cells = [[_WORDS.get(one, one) for one in cell.strip().split(" or ")] for cell in row.split(" | ")]
    decision = {field: cell[0] for field, cell in zip(_FIELDS, cells, strict=True)}
    also_ok = {field: cell[1:] for field, cell in zip(_FIELDS, cells, strict=True) if len(cell) > 1}
    return {**decision, "also_ok": also_ok} if also_ok else decision


def _letter(
    seed: str, case: Case, who: str, address: str, subject: str, body: str, files: Any, inner: Any = None
) -> Letter:
    arrived: dt.datetime = case["arrived"]
    return Letter(
        seed=seed,
        sent_at=arrived - dt.timedelta(minutes=1),
        sender_name=who,
        sender_address=address,
        subject=subject,
        body=body or " ",
        charset="utf-8",
        verdict=case.get("verdict", "pass"),
        headers=() if seed.endswith("/inner") else tuple(map(tuple, case.get("headers", ()))),
        enclosures=files,
        forwarded=inner,
    )


def _enclosure(file: Case) -> Enclosure:
    kind = file.get("kind", "pdf")
    content = {"pdf": _pdf, "docx": _docx, "html": _html, "txt": _txt, "png": lambda _: _PNG}[kind](file)
    if archive := file.get("zip"):
        return Enclosure(name=archive, content=_zip({file["name"]: content}), media_type="application/zip")
    where = "inline" if file.get("inline") else "attachment"
    return Enclosure(name=file["name"], content=content, media_type=_TYPES[kind], disposition=where)


def _pdf(file: Case) -> bytes:
    source = file["text"].strip("\n")
    data = {
        "layout": file["layout"],
        "head": file["head"].split("|"),
        "foot": file["foot"].split("|"),
        "source": source,
        "blocks": [_block(part) for part in re.split(r"\n\s*\n", source)],
    }
    return _compiler().compile(sys_inputs={"data": json.dumps(data)}, timestamp=dt.datetime(2015, 5, 4, tzinfo=dt.UTC))


@functools.cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(_HERE / "layouts.typ", font_paths=[str(_FONTS)], ignore_system_fonts=True)


def _block(part: str) -> dict[str, Any]:
    if part.startswith("## "):
        return {"kind": "heading", "text": part.removeprefix("## ")}
    if point := re.fullmatch(r"(\d+\.|-) (.+)", part, re.DOTALL):
        return {"kind": "point", "marker": point[1], "text": point[2]}
    return {"kind": "text", "lines": part.split("\n")}


def _lines(file: Case) -> list[str]:
    text = file["head"].replace("|", "\n") + "\n\n" + file["text"].strip("\n") + "\n\n" + file["foot"] + "\n"
    return text.split("\n")


def _txt(file: Case) -> bytes:
    return "\r\n".join(_lines(file)).encode("cp1252")


def _html(file: Case) -> bytes:
    rows = (
        f"<h3>{html.escape(line[3:])}</h3>" if line.startswith("## ") else f"<p>{html.escape(line)}</p>"
        for line in _lines(file)
        if line
    )
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(rows)}</body></html>'.encode()


def _docx(file: Case) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rows = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line.removeprefix("## "))}</w:t></w:r></w:p>'
        for line in _lines(file)
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = f'<w:document xmlns:w="{space}"><w:body>{rows}</w:body></w:document>'
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
    return _zip({name: ('<?xml version="1.0" encoding="UTF-8"?>' + text).encode() for name, text in parts.items()})


def _zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


if __name__ == "__main__":
    build(Path(sys.argv[1]))
