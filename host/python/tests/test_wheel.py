"""What users install: the wheel, in an environment of its own, with the example of the readme."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import unittest
import venv
from pathlib import Path

from support import HERE


class Wheel(unittest.TestCase):
    """`pip wheel`, `pip install`, and the readme holds."""

    def test_the_readme(self) -> None:
        example = re.search(r"```python\n(.*?)```", (HERE / "README.md").read_text(), re.DOTALL)
        assert example
        with tempfile.TemporaryDirectory() as folder:
            build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder]
            run(sys.executable, "-m", "pip", *build, str(HERE))
            (wheel,) = Path(folder).glob("wicketgate-0.1.0-py3-none-any.whl")
            venv.create(f"{folder}/venv", with_pip=True)
            python = f"{folder}/venv/bin/python"
            run(python, "-m", "pip", "install", str(wheel))
            (Path(folder) / "example.py").write_text(example[1])
            printed = run(python, "-I", f"{folder}/example.py")
            listed = run(python, "-m", "pip", "show", "--files", "wicketgate")
        self.assertEqual(
            printed,
            "refuse\n"
            "violated: use at least 12 characters (5 more characters)\n"
            "violated: use at least 1 digit (0-9) (1 more digit)\n",
        )
        for file in ("engine.wasm", "py.typed", "LICENSE"):
            self.assertIn(f"wicketgate/{file}", listed)


def run(*command: str) -> str:
    """What a command prints; its failure is the test's."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
