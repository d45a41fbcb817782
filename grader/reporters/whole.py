"""Points as whole numbers that add up, for platforms that know no others or add them badly."""

from __future__ import annotations

from grader.report import Report

_SCALES = (1, 2, 4, 5, 10, 20, 100)


def points(report: Report) -> list[tuple[int, int]]:
    """Score and maximum of each exercise, all times the same number, which makes every maximum whole.

    Where none does, as when a teacher's points are shared out among the exercises of a unit, maxima are rounded so that
    they add up to the points of all. So are scores; an exercise that is not passed never gets its maximum, and one that
    is passed gets it unless it came late.
    """
    points = [exercise.points for exercise in report.exercises]
    scale = next((scale for scale in _SCALES if all(_is_whole(each * scale) for each in points)), 0)
    if not scale:  # one point for each at the least, and where that needs a factor anyway, hundredths
        enough = len(points) if sum(points) >= len(points) else 100
        scale = next((scale for scale in _SCALES if sum(points) * scale >= enough), _SCALES[-1])
    limits = _limits([each * scale for each in points])
    shares = [each.score / each.points * limit for each, limit in zip(report.exercises, limits, strict=True)]
    right = [each.passed or each.score >= each.points for each in report.exercises]  # or a teacher says so
    most = [limit - (not all_of_it) for all_of_it, limit in zip(right, limits, strict=True)]
    return list(zip(_rounded(shares, most), limits, strict=True))


def _limits(exact: list[float]) -> list[int]:
    """Whole numbers, none of them 0, that add up as these do where that can be."""
    limits = [max(1, int(each + 1e-6)) for each in exact]
    missing = round(sum(exact)) - sum(limits)
    step = 1 if missing > 0 else -1
    while missing:
        open_to = [index for index, limit in enumerate(limits) if limit + step >= 1]
        if not open_to:
            break
        limits[max(open_to, key=lambda index: step * (exact[index] - limits[index]))] += step
        missing -= step
    return limits


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
