"""What Keras had before, what Python could not find, and other libraries: the same wherever a network is made."""

from __future__ import annotations

import re

from grader.feedback.misconception import symptom


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def dense_without_units(call):
    """A una capa densa le falta su primer argumento, cuántas unidades tiene: se llama `units`. Si escribes
    `output_dim`, ese era su nombre en un Keras antiguo."""
    return call.raised == "TypeError" and "missing 1 required positional argument: 'units'" in call.raised_text


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def argument_that_layers_no_longer_have(call):
    """Das a una capa o a un modelo un argumento que Keras no conoce; el mensaje del error lo nombra. Puede que venga de
    un Keras antiguo: `init` es hoy `kernel_initializer`, y un modelo funcional recibe `inputs` y `outputs`."""
    return call.raised == "ValueError" and "Unrecognized keyword arguments passed to" in call.raised_text


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def shape_without_its_comma(call):
    """La forma de un ejemplo es una tupla, y das un número suelto: `(8)` es solo un 8 entre paréntesis. En una tupla de
    un solo elemento hace falta una coma."""
    return call.raised == "ValueError" and re.search(r"Cannot convert '\d+' to a shape", call.raised_text) is not None


@symptom("keras_models.build_pima_model", "keras_models.build_mnist_model", "convolution.build_cnn_model")
def layers_not_in_a_list(call):
    """Das las capas a `Sequential` una detrás de otra, como argumentos sueltos. Recibe uno solo, la lista de las capas:
    faltan los corchetes."""
    if call.raised == "TypeError" and "Sequential.__init__() takes" in call.raised_text:
        return True
    return call.raised == "ValueError" and re.search(r"Expected `trainable` to be .*<\w+ name=", call.raised_text)


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def argument_that_the_optimizer_does_not_have(call):
    """Das al optimizador un argumento que no conoce; el mensaje del error lo nombra. `lr` era el de un Keras antiguo:
    la tasa de aprendizaje se llama hoy `learning_rate`."""
    return call.raised in ("ValueError", "TypeError") and re.search(
        r"Argument\(s\) not recognized|(Adam|SGD|RMSprop)\S* got an unexpected keyword", call.raised_text
    )


@symptom("keras_models.compile_pima_model", "keras_models.compile_mnist_model")
def optimizer_of_no_name(call):
    """Keras no conoce el optimizador que nombras: mira cómo se escribe. Sus nombres van en inglés y en minúsculas."""
    return call.raised == "ValueError" and "Could not interpret optimizer identifier" in call.raised_text


@symptom(
    "keras_models.build_pima_model",
    "keras_models.build_mnist_model",
    "convolution.build_cnn_model",
    "keras_models.compile_pima_model",
    "keras_models.compile_mnist_model",
)
def another_library(call):
    """Usas PyTorch, y el ejercicio pide un modelo de Keras: aquí PyTorch no está instalado. La idea es la misma, pero
    las capas y los optimizadores se toman de `keras`."""
    found = re.search(r"No module named '(torch|torchvision)\b", call.raised_text)
    return found or (call.raised == "NameError" and re.search(r"name '(torch|nn|optim)'", call.raised_text))


@symptom(
    "keras_models.build_pima_model",
    "keras_models.build_mnist_model",
    "convolution.build_cnn_model",
    "keras_models.compile_pima_model",
    "keras_models.compile_mnist_model",
)
def gone_from_keras(call):
    """Buscas en Keras algo que no está en ese sitio; el mensaje del error lo nombra. Puede que venga de un Keras
    antiguo: hoy las capas están en `keras.layers`, sin `core` ni `legacy`, y `np_utils` ya no existe."""
    missing = re.search(
        r"No module named '[\w.]*keras|cannot import name .* from '[\w.]*keras|is not supported in Keras 3"
        r"|module '[\w.]*keras[\w.]*' has no attribute",
        call.raised_text,
    )
    other_letters = call.error is not None and call.error.meant  # it is there, and written otherwise
    return call.raised in ("ModuleNotFoundError", "ImportError", "AttributeError") and missing and not other_letters


@symptom(
    "keras_models.build_pima_model",
    "keras_models.build_mnist_model",
    "convolution.build_cnn_model",
    "keras_models.compile_pima_model",
    "keras_models.compile_mnist_model",
)
def not_imported(call):
    """Usas un nombre de Keras que Python no encuentra: o falta su `import`, o la línea que lo importa falla, porque en
    el Keras de hoy está en otro sitio. `import keras` basta: las capas son `keras.layers.Dense` y parecidas."""
    names = (
        "keras|tf|tensorflow|layers|models|optimizers|losses|metrics|np_utils|Sequential|Model|Input|Dense|Flatten"
        "|Activation|Dropout|Conv2D|MaxPooling2D|Adam|BinaryCrossentropy|SparseCategoricalCrossentropy"
    )
    return call.raised == "NameError" and re.search(rf"name '({names})'", call.raised_text)
