"""Points as whole numbers that add up, for platforms that know no others or add them badly."""

from __future__ import annotations

from grader.report import Report

_SCALES = (1, 2, 4, 5, 10, 20, 100)


def points(report: Report) -> list[tuple[int, int]]:
    """Score and maximum of each exercise, all times the same number, which makes every maximum whole.

    What is not whole is rounded so that the sum is off by less than one; an exercise that is not passed never gets its
    maximum, and one that is passed gets it unless it came late.
    """
    points = [exercise.points for exercise in report.exercises]
    scale = next((scale for scale in _SCALES if all(_is_whole(each * scale) for each in points)), _SCALES[-1])
    limits = [max(1, round(each * scale)) for each in points]
    shares = [each.score / each.points * limit for each, limit in zip(report.exercises, limits, strict=True)]
    most = [limit - (not each.passed) for each, limit in zip(report.exercises, limits, strict=True)]
    return list(zip(_rounded(shares, most), limits, strict=True))


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < 1e-9


def _rounded(shares: list[float], most: list[int]) -> list[int]:
    """Whole numbers with (nearly) the sum of ``shares``: the largest remainders go up."""
    whole = [min(int(share + 1e-6), limit) for share, limit in zip(shares, most, strict=True)]
    missing = int(sum(shares) + 0.5) - sum(whole)
    for index in sorted(range(len(shares)), key=lambda index: whole[index] - shares[index]):
        if missing > 0 and shares[index] > whole[index] and whole[index] < most[index]:
            whole[index] += 1
            missing -= 1
    return whole
