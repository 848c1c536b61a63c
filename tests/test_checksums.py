"""Whether very many files stand there as they were written."""

from __future__ import annotations

from pathlib import Path

from tei_edition.checksums import AT_ONCE, THREADS, all_stand, sha256_of

FILES = AT_ONCE * THREADS * 2 + 1


def test_one_file_among_many_that_was_touched_or_is_gone_is_noticed(tmp_path: Path) -> None:
    for number in range(FILES):
        (tmp_path / f"{number}.txt").write_text(str(number), "utf-8")
    stated = [(path.name, sha256_of(path)) for path in sorted(tmp_path.iterdir())]
    assert all_stand(tmp_path, iter(stated))
    (tmp_path / f"{FILES - 1}.txt").write_text("touched", "utf-8")
    assert not all_stand(tmp_path, stated)
    (tmp_path / f"{FILES - 1}.txt").unlink()
    assert not all_stand(tmp_path, stated)
    assert all_stand(tmp_path, ())
