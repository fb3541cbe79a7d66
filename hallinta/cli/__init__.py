"""The command ``hallinta``. Exit status: 0 fine, 1 findings of severity *virhe*, 2 wrong usage."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from hallinta import console

INTERRUPTED = 130
"""As a shell tells of a command that was stopped with Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    console.ready()
    gc.disable()  # a command makes much and lets little go: looking for it would take a tenth of the time
    try:
        from hallinta.cli.running import run  # takes long enough to be interrupted

        return run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("Keskeytettiin.\n")
        return INTERRUPTED
    finally:
        gc.enable()
        console.settle()
