"""The table of all keys in the README, made from what each key means: a check, or `--update`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from screens.i18n import in_language  # noqa: E402
from screens.keys.meanings import MEANINGS, places  # noqa: E402
from screens.subjects import PLACES  # noqa: E402

PAGE = ROOT / "README.md"
BEGIN = "<!-- keys: made by .ci/keys.py from screens/keys/meanings.py; change it there -->"
END = "<!-- end of keys -->"


def lines() -> Iterator[str]:
    """The table, line by line."""
    yield from ("| key | | 键的意思 |", "|---|---|---|")
    labels = [place.label for place in PLACES]
    chinese = [in_language("zh", label) for label in labels]
    yield f"| `{places()}` | {', '.join(labels)} | {'、'.join(chinese)} |"
    for meaning in MEANINGS:
        yield f"| `{meaning.shown}` | {meaning.words} | {in_language('zh', meaning.words)} |"


def main() -> int:
    """Check the table, or write it; 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="only check (the default)")
    way.add_argument("--update", action="store_true", help="write the table")
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        print(f"{PAGE.name} has lost the lines around its table of keys: {BEGIN} and {END}")
        return 1
    wanted = "\n".join([before + BEGIN, "", *lines(), "", END + after])
    if parser.parse_args().update:
        PAGE.write_text(wanted, encoding="utf-8")
    elif wanted != page:
        print(f"{PAGE.name} has a stale table of keys: run .ci/keys.py --update")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
