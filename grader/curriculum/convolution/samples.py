"""What the figures of unit 9 are made of."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from grader.curriculum.convolution.checks import convolved, pooled
from grader.curriculum.figures import Figure, Samples, draws


def _letter() -> np.ndarray:
    """A seven with a thick stroke, (20, 20), of 0 to 1."""
    rows, columns = np.mgrid[:20, :20]
    bar = (rows >= 3) & (rows < 6) & (columns >= 4) & (columns < 16)
    slanted = (rows >= 6) & (rows < 18) & (np.abs(columns - (15 - (rows - 5) * 0.6)) < 1.6)
    return np.where(bar | slanted, 1.0, 0.0)


def _picture(name: str, values: np.ndarray) -> dict[str, Any]:
    """Numbers (h, w) in grey levels, the least black and the largest white."""
    values = np.where(np.isfinite(values), values, 0.0)
    span = float(np.ptp(values)) or 1.0
    levels = np.round((values - values.min()) / span * 255).astype(np.uint8)
    return {"name": name, "width": values.shape[1], "pixels": base64.b64encode(levels.tobytes()).decode()}


def _text(mine: np.ndarray, law: np.ndarray) -> str:
    if np.allclose(mine, law, atol=1e-4):
        return "Aquí coinciden tu función y lo que debería ser."
    wrong = int(np.sum(~np.isclose(mine, law, atol=1e-4)))
    return f"De los {law.size} números del resultado hay {wrong} que no son los que deberían."


@draws("convolution.convolve")
def _convolve(samples: Samples) -> list[Figure]:
    image, kernel = _letter(), np.array([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    mine, law = samples.student.convolve(image, kernel), convolved(image, kernel)
    images = [_picture("imagen", image), _picture("núcleo", kernel), _picture("tu resultado", mine)]
    if not np.allclose(mine, law, atol=1e-4):
        images.append(_picture("lo que debería ser", law))
    title = "Un núcleo que busca bordes verticales"
    return [{"kind": "pictures", "title": title, "text": _text(mine, law), "images": images}]


@draws("convolution.max_pool")
def _max_pool(samples: Samples) -> list[Figure]:
    image = _letter() + np.linspace(0, 0.3, 20)
    mine, law = samples.student.max_pool(image, 2), pooled(image, 2)
    images = [_picture("imagen", image), _picture("tu resultado", mine)]
    if not np.allclose(mine, law, atol=1e-4):
        images.append(_picture("lo que debería ser", law))
    return [{"kind": "pictures", "title": "De cada bloque de 2x2, el mayor", "text": _text(mine, law),
             "images": images}]  # fmt: skip
