"""Pictures of pages on disk: drawn once, bounded, and nothing worse than slow when the disk is full."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from domain.mail import Attachment
from registrator import pictures as module
from registrator.pictures import Pictures

PAPER = Attachment(name="a.pdf", media_type="application/pdf", declared_type="", content=b"%PDF", sha256="a" * 64)


class Drawer:
    def __init__(self, answer: bytes | None = b"png") -> None:
        self.asked: list[tuple[int, int]] = []
        self.answer = answer

    def __call__(self, _: Attachment, number: int, width: int, _size: tuple[float, float]) -> bytes | None:
        self.asked.append((number, width))
        return self.answer


def look(pictures: Pictures, number: int = 1, width: int = 1000, found: Attachment | None = PAPER) -> bytes | None:
    return pictures.page("a" * 64, number, width, (595, 842), lambda: found)


def test_a_page_is_drawn_once_and_then_read_from_disk(tmp_path: Path) -> None:
    drawer = Drawer()
    assert [look(Pictures(tmp_path / "p", drawer)) for _ in range(3)] == [b"png"] * 3
    look(Pictures(tmp_path / "p", drawer), width=160)
    assert drawer.asked == [(1, 1000), (1, 160)]


def test_what_cannot_be_drawn_is_tried_once(tmp_path: Path) -> None:
    drawer = Drawer(None)
    pictures = Pictures(tmp_path, drawer)
    assert [look(pictures), look(pictures)] == [None, None]
    assert len(drawer.asked) == 1
    assert look(pictures, 2, found=None) is None and len(drawer.asked) == 1


def test_what_was_looked_at_longest_ago_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    pictures = Pictures(tmp_path, Drawer(b"1234"))
    for number in (1, 2):
        look(pictures, number)
    os.utime(tmp_path / f"{'a' * 64}-1-1000.png", (2e9, 2e9))
    os.utime(tmp_path / f"{'a' * 64}-2-1000.png", (1e9, 1e9))
    os.utime(tmp_path, None)
    look(pictures, 3)
    left = {path.name.split("-")[1] for path in tmp_path.iterdir()}
    assert "2" not in left and "1" in left


def test_a_disk_that_takes_nothing_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of the folder")
    drawer = Drawer()
    pictures = Pictures(tmp_path / "file", drawer)
    assert [look(pictures), look(pictures)] == [b"png"] * 2
    assert len(drawer.asked) == 2


def test_a_page_that_takes_its_time_holds_up_no_other_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    begun, go_on = threading.Event(), threading.Event()

    def slow(*_: object) -> bytes:
        begun.set()
        go_on.wait(20)
        return b"png"

    pictures = Pictures(tmp_path, slow)
    first = threading.Thread(target=look, args=(pictures, 1))
    first.start()
    begun.wait(20)
    assert look(pictures, 2) is None
    go_on.set()
    first.join()
    assert [look(pictures, 1), look(pictures, 2)] == [b"png", b"png"]
