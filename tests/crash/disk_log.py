"""What was done to a folder, call by call (recording_disk.c), and the folder that some of the calls make.

A file is what its inode is, not its name: it may have several, and others later. Of a call only that is kept which it
changes, bytes of a file or names in folders, so that some of the changes can be left out.
"""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

_RECORD = struct.Struct("<IIIIQq")  # as in recording_disk.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`kind` is a letter: (w)rite, (t)runcate, (s)ync, (c)reate, (m)kdir, (u)nlink, (r)ename, (l)ink.

    `path` is relative to the folder; calls on an open file have its inode only.
    """

    kind: str
    inode: int
    place: int
    path: str
    to: str
    data: bytes


@dataclass(slots=True, eq=False)
class File:
    """An inode."""


@dataclass(slots=True, eq=False)
class Folder:
    names: dict[str, File | Folder] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bytes:
    """Written at a place; None: the file was cut or lengthened to that size."""

    file: File
    place: int
    data: bytes | None

    @property
    def nodes(self) -> tuple[File | Folder, ...]:
        return (self.file,)


@dataclass(frozen=True, slots=True)
class Names:
    """A name that goes, and one that comes: together or not at all."""

    gone: tuple[Folder, str] | None = None
    new: tuple[Folder, str, File | Folder] | None = None

    @property
    def nodes(self) -> tuple[File | Folder, ...]:
        return tuple(one[0] for one in (self.gone, self.new) if one)


Change = Bytes | Names
Tree = Mapping[str, bytes | None]
"""Every file with its bytes, every folder with None, by its path."""


@dataclass(slots=True)
class Made:
    """A change, the number of the call that made it, and of the one since which it is on disk for good: the flush of
    its file, or of a folder whose names it changes."""

    change: Change
    at: int
    safe_at: int | None = None


def read_log(log: Path, folder: Path) -> list[Call]:
    """What was done below the folder. A record that a kill has cut short was not made."""
    raw, found, place = log.read_bytes() if log.exists() else b"", [], 0
    while place + _RECORD.size <= len(raw):
        letter, first, second, _, inode, where = _RECORD.unpack_from(raw, place)
        begins, kind = place + _RECORD.size, chr(letter)
        one, other = raw[begins : begins + first], raw[begins + first : begins + first + second]
        place = begins + first + second
        named = kind in "cmurl"
        found.append(
            Call(
                kind=kind,
                inode=inode,
                place=where,
                path=_below(one, folder) if named else "",
                to=_below(other, folder) if other else "",
                data=b"" if named else one,
            )
        )
    return found


def _below(path: bytes, folder: Path) -> str:
    return str(PurePosixPath(os.path.normpath(os.fsdecode(path))).relative_to(folder))


class Disk:
    """A folder as it was, all of it on disk for good, and the changes that calls have made to it since."""

    def __init__(self, folder: Path) -> None:
        """Reads it: nobody may change it meanwhile."""
        self.made: list[Made] = []
        self._inodes: dict[int, File | Folder] = {}
        self._bytes: dict[File, bytes] = {}
        self._names: dict[Folder, dict[str, File | Folder]] = {}  # at first
        self._unsafe: dict[File | Folder, list[Made]] = {}
        self._calls = 0
        self._root = self._read(folder)

    def _read(self, path: Path) -> Folder:
        folder = Folder()
        self._inodes[path.stat().st_ino] = folder
        for one in sorted(path.iterdir()):
            if one.is_dir():
                folder.names[one.name] = self._read(one)
            elif not one.name.endswith("-shm"):
                file = self._inodes.setdefault(one.stat().st_ino, File())
                assert isinstance(file, File)
                folder.names[one.name] = file
                self._bytes[file] = one.read_bytes()
        self._names[folder] = dict(folder.names)
        return folder

    def play(self, calls: Iterable[Call]) -> None:
        """They were made one after the other, after those that were played before."""
        for call in calls:
            self._calls += 1
            if call.kind == "s":
                for made in self._unsafe.pop(self._inodes[call.inode], ()):
                    made.safe_at = made.safe_at or self._calls
                continue
            made = Made(self._change(call), self._calls)
            self.made.append(made)
            for node in made.change.nodes:
                self._unsafe.setdefault(node, []).append(made)

    def _change(self, call: Call) -> Change:
        if call.kind in "wt":
            file = self._inodes[call.inode]
            assert isinstance(file, File)
            return Bytes(file, call.place, call.data if call.kind == "w" else None)
        folder, name = self._place(call.path)
        if call.kind in "cm":
            made = self._inodes[call.inode] = File() if call.kind == "c" else Folder()
            change = Names(new=(folder, name, made))
        elif call.kind == "u":
            change = Names(gone=(folder, name))
        else:
            new = (*self._place(call.to), folder.names[name])
            change = Names(gone=(folder, name) if call.kind == "r" else None, new=new)
        _name(change)
        return change

    def _place(self, path: str) -> tuple[Folder, str]:
        folder = self._root
        *above, name = path.split("/")
        for one in above:
            found = folder.names[one]
            assert isinstance(found, Folder)
            folder = found
        return folder, name

    def tree(self, changes: Iterable[Change]) -> Tree:
        """The folder with these changes alone. Nothing can be played after it."""
        for node in (self._root, *self._inodes.values()):
            if isinstance(node, Folder):
                node.names = dict(self._names.get(node, {}))
        held = {file: bytearray(data) for file, data in self._bytes.items()}
        for change in changes:
            if isinstance(change, Names):
                _name(change)
            else:
                _write(held.setdefault(change.file, bytearray()), change)
        return dict(_walk(self._root, "", held))


def _name(change: Names) -> None:
    if change.gone:
        change.gone[0].names.pop(change.gone[1], None)
    if change.new:
        folder, name, node = change.new
        folder.names[name] = node


def _write(held: bytearray, change: Bytes) -> None:
    if change.data is None:
        del held[change.place :]
    end = change.place + len(change.data or b"")
    held.extend(bytes(max(0, end - len(held))))
    if change.data is not None:
        held[change.place : end] = change.data


def _walk(folder: Folder, path: str, held: Mapping[File, bytearray]) -> Iterator[tuple[str, bytes | None]]:
    for name, one in folder.names.items():
        below = f"{path}/{name}" if path else name
        if isinstance(one, Folder):
            yield below, None
            yield from _walk(one, below, held)
        else:
            yield below, bytes(held.get(one, b""))


def tree_of(folder: Path) -> Tree:
    """What there is, as `Disk.made_by` gives it."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
        if not path.name.endswith("-shm")
    }


def put(tree: Tree, folder: Path) -> None:
    """Make the folder hold this and nothing else. Files are the owner's to read and write."""
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for name in sorted(tree):
        data = tree[name]
        if data is None:
            (folder / name).mkdir(mode=0o750)
        else:
            (folder / name).touch(mode=0o600)
            (folder / name).write_bytes(data)
