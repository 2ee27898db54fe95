"""The build also carries the manual: the documents of ``docs``, and the pictures that they show.

Everything else about the package is in ``pyproject.toml``.
"""

import re
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DOCS = Path(__file__).parent / "docs"


class MetHandleiding(build_py):
    """Copies what the app shows of the documents beside its code."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:  # a working copy has the documents themselves
            return
        doel = Path(self.build_lib) / "app" / "docs"
        for pad in sorted(DOCS.rglob("*.md")):
            naar = doel / pad.relative_to(DOCS)
            naar.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(pad, naar)
            for plaatje in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", pad.read_text("utf-8")):
                bron = (pad.parent / plaatje).resolve()
                plek = doel / bron.relative_to(DOCS.resolve())
                plek.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(bron, plek)


setup(cmdclass={"build_py": MetHandleiding})
