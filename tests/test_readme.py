"""What the README tells a newcomer to type works as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[list[str]]:
    return [block.strip().splitlines() for block in re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)]


def test_the_windows_commands_build_the_seeds(tmp_path: Path) -> None:
    install, build = blocks("bat")[0]
    assert install == "py -m pip install ."  # test_wheel installs what this installs
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    command = [sys.executable if word == "py" else word for word in shlex.split(build)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "output" / "html" / "index.html").is_file()


def test_the_two_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [line.split()[1] for line in blocks("sh")[0]]
    assert named == ["edition", "test"]
    assert set(named) <= set(targets)


def test_the_layout_that_the_readme_shows_is_valid_and_is_taken(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "ours.yaml").write_text("\n".join(blocks("yaml")[0]), encoding="utf-8")
    page = (
        "Our Archive Online\n\nLetter to a friend\n\n3 May 1920\n\nDear Sir,\n\nI came.\n\nHow to cite\n\nOur file, 3\n"
    )
    (tmp_path / "letter.txt").write_text(page, encoding="utf-8")
    command = [sys.executable, "-m", "tei_edition", "explain", "letter.txt"]
    told = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8").stdout
    assert "Layout: ours" in told


def test_the_commands_for_a_new_layout_work_as_they_stand_there(tmp_path: Path) -> None:
    page = "Our Archive Online\n\n{}\n\n3 May 1920\n\nDear Sir,\n\n{} came.\n\nHow to cite\n\nBox {}\n"
    (tmp_path / "letter.txt").write_text(page.format("Letter to a friend", "I", 3), encoding="utf-8")
    (tmp_path / "report.txt").write_text(page.format("Report on a journey", "Nobody", 4), encoding="utf-8")
    block = next(lines for lines in blocks("sh") if lines[0].startswith("tei-edition layout new"))
    for line in block:
        words = shlex.split(line, comments=True)[1:]
        command = [sys.executable, "-m", "tei_edition", *words]
        told = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    assert (tmp_path / "layouts" / "our-archive.yaml").is_file()
    assert "Layout: our-archive" in told.stdout


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)#:]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_of_the_stylesheets_has_a_row_for_every_file_and_for_no_other() -> None:
    folder = ROOT / "xslt"
    cells = re.findall(r"^\| (`[^|]+`) \|", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"README.md"}
    assert [name for name in named if not (folder / name).exists()] == []
    assert [file for file in files if not {file, f"{file.split('/')[0]}/"} & named] == []
