"""``python -m hallinta``."""

from hallinta.cli import main

raise SystemExit(main())
