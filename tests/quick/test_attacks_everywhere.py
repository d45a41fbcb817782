"""What the table of `nox -s attacks` is read from."""

from __future__ import annotations

from pathlib import Path

from tools.prove.attacks import Outcome, read

REPORT = """<testsuites><testsuite>
<testcase name="test_attack[open-forged]"/>
<testcase name="test_attack[open-killed]"><failure message="it had points"/></testcase>
<testcase name="test_attack[open-stolen]"><skipped message="not promised without landlock: succeeds"/></testcase>
<testcase name="test_attack[open-broken]"><skipped message="not promised without landlock: fails"/></testcase>
<testcase name="test_odd_submission[open-pipe]"><skipped message="made of what Linux offers"/></testcase>
<testcase name="test_enough_attacks"><error message="too few"/></testcase>
<testcase name="test_means[plain]"/>
</testsuite></testsuites>"""


def test_the_outcomes_of_attacks_are_told_apart(tmp_path: Path) -> None:
    """What else fails counts too, what else passes does not, and what was not tried is nothing."""
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")
    assert read(report, "open") == Outcome(
        withstood=("forged",),
        not_promised=("stolen", "broken"),
        in_vain=("broken",),
        others=("killed", "test_enough_attacks"),
    )
