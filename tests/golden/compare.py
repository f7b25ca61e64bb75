"""What a change does to the golden paragrafer: `python -m tests.golden.compare`, or `make golden`.

Each case whose ruling is not the expected one, with what was expected and what is given; then how many there are of
each outcome and doubt. Exit code 0, or 1 when anything differs.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tests.golden.test_paragrafer import CASES, KEYS, given, read_case


def differences(path: Path) -> list[str]:
    """Lines of text, none when the case is as expected."""
    expected, text = read_case(path)
    found = given(expected, text)
    differing = [
        f"  {key}: {expected[key]} expected, {found[key]} given" for key in KEYS if found[key] != expected[key]
    ]
    if expected.get("quote", "") not in found["quote"]:
        differing.append(f"  quote: {expected['quote']!r} expected in {found['quote']!r}")
    return differing and [f"{path.stem}: {expected['what']}", *differing]


def main() -> int:
    lines = [line for path in CASES for line in differences(path)]
    print("\n".join(lines))
    heads = [read_case(path)[0] for path in CASES]
    for name in ("outcome", "doubts"):
        counts = Counter(word for head in heads for word in head[name].split())
        print(f"{name}: " + ", ".join(f"{word} {n}" for word, n in counts.most_common()))
    wrong = sum(not line.startswith("  ") for line in lines)
    print(f"{len(CASES) - wrong} of {len(CASES)} paragrafer as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
