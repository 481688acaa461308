"""One spelling a subject (W14): aliases are data, in `aliases.yaml` beside this file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.register.yaml_lines import read

_PREFIXED = re.compile(r"^[a-z][a-z-]*:")


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: `Alfa-Bank (JSC)` -> `alfa-bank-jsc`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")


@dataclass(frozen=True)
class Aliases:
    """Spelling -> canonical subject."""

    canonical_of: Mapping[str, str]

    def canonical(self, subject: str | None) -> str | None:
        """The canonical subject of a spelling; unknown spellings stay as they are, so that validation can name them."""
        if subject is None:
            return None
        if subject in self.canonical_of:
            return self.canonical_of[subject]
        bare = _PREFIXED.sub("", subject)
        return self.canonical_of.get(slug(bare), subject) if subject == bare else subject


def load(path: Path) -> Aliases:
    """Read the alias file: canonical subject -> list of spellings. An absent file means no aliases."""
    if not path.exists():
        return Aliases({})
    canonical_of: dict[str, str] = {}
    for canonical, spellings in read(path, path.name).items():
        for spelling in [canonical, *spellings]:
            canonical_of[spelling] = canonical
            canonical_of[slug(_PREFIXED.sub("", spelling))] = canonical
    return Aliases(canonical_of)
