"""What stands in the place of a widget until it is alive, an extension of Markdown.

A page without JavaScript, or opened as a file, says there what is missing and where it is to be had.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BOX = re.compile(r'<div class="rna-widget" data-widget="(?P<name>\w+)"></div>')

WIDGETS = {
    "neuron": "una neurona con mandos para sus pesos y su sesgo",
    "bias": "una recta que se mueve al cambiar el sesgo",
    "activations": "la gráfica de cada función de activación, que se puede recorrer",
    "softmax": "las barras de softmax, que cambian con sus entradas",
    "descent": "un descenso del gradiente que se puede dar paso a paso",
    "xor": "una red pequeña que aprende XOR a la vista",
    "digits": "una hoja para dibujar un dígito y una red que lo lee",
    "threshold": "un umbral que se mueve, con su matriz de confusión",
    "optimisers": "una carrera de optimizadores por una misma superficie",
    "backpropagation": "una red de dos capas que calcula de ida y de vuelta, paso a paso",
    "laboratory": "un laboratorio para entrenar redes con cuatro conjuntos de datos",
    "convolution": "un núcleo que recorre una imagen",
}

NEEDS = "Necesita JavaScript y que la página venga de un servidor: en un fichero abierto en el navegador no funciona."


class Boxes(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Before blocks of HTML are put aside.
        md.preprocessors.register(Fill(md), "boxes", 25)


class Fill(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [_BOX.sub(_filled, line) for line in lines]


def _filled(found: re.Match[str]) -> str:
    return (
        f'{found[0].removesuffix("</div>")}<p class="rna-absent">Aquí hay {WIDGETS[found["name"]]}. {NEEDS}</p></div>'
    )


def makeExtension(**options: object) -> Boxes:  # noqa: N802
    """Markdown looks for this name."""
    return Boxes(**options)
