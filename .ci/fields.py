"""The list of what every command tells as JSON, made from the listings: a check, or `--update`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from screens.commands import listing  # noqa: E402
from screens.subjects import SUBJECTS  # noqa: E402

PAGE = ROOT / "docs" / "fields.md"
HEAD = """# Fields of `--json`

Made by `.ci/fields.py --update` from `screens/*/*listing.py`; change it there.

The same thing has the same name wherever it stands. Text is bare, times are ISO 8601 at +08:00,
days `YYYY-MM-DD`, and what is not there is null. Codes stay as they are in every language; the
words for them are the desk's.

## Names that mean the same everywhere
"""


def records() -> Iterator[listing.Record]:
    """All records of all subjects, in the order of the commands."""
    yield listing.WHY
    for subject in SUBJECTS:
        for file in sorted((ROOT / "screens" / subject.name).glob("*listing.py")):
            module = importlib.import_module(f"screens.{subject.name}.{file.stem}")
            for record in reversed(vars(module).values()):
                if isinstance(record, listing.Record) and record is not listing.WHY:
                    yield record


def lines() -> Iterator[str]:
    """The page, line by line."""
    yield HEAD
    yield from ("| field | |", "|---|---|")
    yield from (f"| `{name}` | {about} |" for name, about in listing.COMMON.items())
    for record in records():
        yield f"\n## {record.name[0].upper()}{record.name[1:]}\n"
        yield f"{record.about}\n"
        yield from ("| field | |", "|---|---|")
        for field in record.fields:
            linked = field.of and f"; see [{field.of.name}](#{field.of.name.replace(' ', '-')})"
            yield f"| `{field.name}` | {field.meaning}{linked or ''} |"


def main() -> int:
    """Check the page, or write it; 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="only check (the default)")
    way.add_argument("--update", action="store_true", help="write the page")
    wanted = "\n".join(lines()) + "\n"
    if parser.parse_args().update:
        PAGE.write_text(wanted, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != wanted:
        print(f"{PAGE.relative_to(ROOT)} is stale: run .ci/fields.py --update")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
