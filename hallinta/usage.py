"""argparse in Finnish: its own words are English and it has no setting for that."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

_WORDS = (
    (r"the following arguments are required: (.*)", r"puuttuu: \1"),
    (r"unrecognized arguments: (.*)", r"tuntematon valitsin tai arvo: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: arvo \2 ei käy; vaihtoehdot: \3"),
    (r"argument (.*): expected one argument", r"\1: arvo puuttuu"),
    (r"argument (.*): invalid \w+ value: (.*)", r"\1: arvo \2 ei kelpaa"),
    (r"argument (.*?): (.*)", r"\1: \2"),
)


def _is_text(argument: str) -> bool:
    """Bytes that are no text come as surrogates, which can be neither shown nor written."""
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)


class Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "käyttö: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Help and complaints in Finnish; wrong usage exits with status 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "arvot"
        self._optionals.title = "valitsimet"
        self.add_argument("-h", "--ohje", "--help", action="help", help="näytä tämä ohje")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        for argument in sys.argv[1:] if args is None else args:
            if "\0" in argument or not _is_text(argument):
                self.error(f"arvo {argument!a} ei ole luettavaa tekstiä")
            if re.fullmatch(r"-[^=]*=--", argument):  # argparse loses the value
                self.error(f"{argument[:-3]}: arvo -- ei kelpaa")
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        for pattern, finnish in _WORDS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, finnish, message)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")
