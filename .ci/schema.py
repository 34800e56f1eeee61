"""What today's format is built of, for the file that schemas are compared with at opening.

`schema.py` says whether the file of the newest format is stale; `schema.py --update` makes it anew.
Those of released formats never change.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from data import migrations  # noqa: E402
from data.migrations import schema  # noqa: E402


def built() -> str:
    """The page of the format that the ladder leads to now."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    migrations.climb(conn, Path(":memory:"), lambda _found: None)
    made = schema.parts(conn)
    return "".join(f"{digest} {part}\n" for part, digest in sorted(made.items()))


def main() -> int:
    """Check the page, or write it; 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="only check (the default)")
    way.add_argument("--update", action="store_true", help="write the page")
    page = ROOT / "data" / "migrations" / schema.file_name(migrations.newest())
    wanted = built()
    if parser.parse_args().update:
        page.write_text(wanted, encoding="utf-8")
    elif not page.is_file() or page.read_text(encoding="utf-8") != wanted:
        print(f"{page.relative_to(ROOT)} is stale: run .ci/schema.py --update")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
