"""Points as whole numbers that add up, for platforms that know no others or add them badly."""

from __future__ import annotations

from grader.result import Report

_SCALES = (1, 2, 4, 5, 10, 20, 100)


def points(report: Report) -> list[tuple[int, int]]:
    """Score and maximum of each exercise, all times the same number, which makes every maximum whole.

    Scores of exercises that are half right are rounded so that their sum is off by less than one;
    one that is not passed never gets its maximum.
    """
    most = [exercise.points for exercise in report.exercises]
    scale = next((scale for scale in _SCALES if all(_is_whole(each * scale) for each in most)), _SCALES[-1])
    limits = [max(1, round(each * scale)) for each in most]
    earned = [
        limit if exercise.passed else exercise.score / exercise.points * limit
        for exercise, limit in zip(report.exercises, limits, strict=True)
    ]
    return list(zip(_rounded(earned, limits), limits, strict=True))


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < 1e-9


def _rounded(shares: list[float], limits: list[int]) -> list[int]:
    """Whole numbers with (nearly) the sum of ``shares``: the largest remainders go up."""
    whole = [int(share + 1e-6) for share in shares]
    missing = int(sum(shares) + 0.5) - sum(whole)
    for index in sorted(range(len(shares)), key=lambda index: whole[index] - shares[index]):
        if missing > 0 and shares[index] > whole[index] and whole[index] < limits[index] - 1:
            whole[index] += 1
            missing -= 1
    return whole
