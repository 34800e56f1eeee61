"""What is kept of identity numbers: by default a digest under the store's key and the last four.

The digest tells two papers that speak of one person; the number cannot be read off it without the
key, which stays in the store's file.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import NamedTuple

from data import sql
from data.sql import Reader
from models.problems import Refused
from models.residents import IdentityKept
from models.text import narrow

_KEY = "identity_key"
KEPT = "identity_kept"
"""The setting that says what is kept."""

_TAIL = 4


class Identity(NamedTuple):
    """What is kept of one number, as the columns of a resident; all empty for none."""

    identity: str = ""
    identity_tail: str = ""
    identity_digest: str = ""


class Keeper(NamedTuple):
    """What of identity numbers is kept, and the key it is digested with."""

    kept: IdentityKept
    key: bytes

    def of(self, number: str | None) -> Identity:
        """What is kept of a number as it was typed or read."""
        plain = normal(number or "")
        if not plain or self.kept is IdentityKept.NOTHING:
            return Identity()
        digest = hmac.new(self.key, plain.encode(), hashlib.sha256).hexdigest()
        whole = plain if self.kept is IdentityKept.WHOLE else ""
        return Identity(whole, plain[-_TAIL:], digest)


def normal(number: str) -> str:
    """A number without blanks and hyphens, its letters large, so that it is known again."""
    return "".join(c for c in narrow(number).upper() if c.isalnum())


def keeper(conn: Reader) -> Keeper:
    """As the committee chose.

    Raises:
        Refused: `identity_key_lost` for a file without its key, whose digests nothing would match.
    """
    key = sql.value(conn.execute("SELECT value FROM secret WHERE id = ?", (_KEY,)))
    if key is None:
        raise Refused("identity_key_lost")
    chosen = f"SELECT {sql.setting_text('value')} FROM setting WHERE id = ?"
    kept = sql.value(conn.execute(chosen, (KEPT,))) or IdentityKept.DIGEST
    return Keeper(IdentityKept(kept), bytes.fromhex(key))
