"""What argparse says by itself, marked for the catalogue, and argparse made to look there."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources

from screens.i18n import N_, language

WORDS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""The messages of Python 3.11 to 3.14 that these commands can bring about."""

_DOMAIN = "daiban"


@contextmanager
def argparse_speaks() -> Iterator[None]:
    """Let argparse, which asks the process's gettext domain, find our catalogue meanwhile."""
    domain, folder = gettext.textdomain(), gettext.bindtextdomain(_DOMAIN)
    wanted = os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(resources.files("data").joinpath("locales")))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        gettext.bindtextdomain(_DOMAIN, folder)
        if wanted is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = wanted
