"""Known wrong ideas of keras_models.model_filename."""

from __future__ import annotations

import re

from grader.feedback.misconception import misconception, symptom


def right(layers, seed):
    return f"keras_{'-'.join(map(str, layers))}_{seed}.keras"


@symptom("keras_models.model_filename")
def joins_numbers_as_text(call):
    """`join` solo une textos, y los tamaños de las capas son números. Convierte antes cada uno en texto."""
    return call.raised == "TypeError" and "sequence item" in call.raised_text


@symptom("keras_models.model_filename")
def braces_left_as_they_are(call):
    """En el nombre que devuelves hay llaves, tal como las escribiste: nadie ha puesto en su lugar lo que llevan dentro.
    A ese texto le falta la `f` delante de las comillas, o `.format(...)` detrás."""
    return isinstance(call.value, str) and re.search(r"\{\d?\}|\{[^{}]*[A-Za-z_][^{}]*\}", call.value) is not None


@symptom("keras_models.model_filename")
def characters_joined(call):
    """`join` recorre lo que recibe, y de un texto toma los caracteres uno a uno, también corchetes, comas y las cifras
    de un mismo número. Dale una lista con cada tamaño hecho texto por separado."""
    layers, _ = call.arguments
    sizes = [str(size) for size in layers]
    listed = str(list(layers))[1:-1] if len(sizes) > 1 else ""
    texts = [text for text in (listed, *sizes) if len(text) > 1]
    joined = {mark.join(text): mark.join(sizes) for text in texts for mark in "-_"}
    found = call.value.rpartition("_")[0]  # without the seed, whose digits stand after a mark too
    return any(each in found and each not in right for each, right in joined.items())


@misconception("keras_models.model_filename")
def whole_list_as_text(layers, seed):
    """Metes la lista entera en el texto, con sus corchetes y sus comas. En el nombre van solo los tamaños, unidos por
    guiones."""
    return f"keras_{layers}_{seed}.keras"


@misconception("keras_models.model_filename")
def seed_forgotten(layers, seed):
    """Falta la semilla en el nombre: dos entrenamientos de la misma red se pisarían el fichero."""
    return f"keras_{'-'.join(map(str, layers))}.keras"


@misconception("keras_models.model_filename")
def extension_forgotten(layers, seed):
    """Falta la extensión. Por ella sabe Keras en qué formato guardar."""
    return f"keras_{'-'.join(map(str, layers))}_{seed}"


@misconception("keras_models.model_filename")
def extension_without_its_dot(layers, seed):
    """Falta el punto que separa el nombre de la extensión."""
    return f"keras_{'-'.join(map(str, layers))}_{seed}keras"


@misconception("keras_models.model_filename")
def old_extension(layers, seed):
    """Usas la extensión `.h5`, la del formato antiguo. La de hoy lleva el propio nombre de la biblioteca."""
    return f"keras_{'-'.join(map(str, layers))}_{seed}.h5"


@misconception("keras_models.model_filename")
def prefix_forgotten(layers, seed):
    """Falta el principio del nombre, antes de los tamaños de las capas: compáralo con el ejemplo del enunciado."""
    return f"{'-'.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def hyphen_before_the_seed(layers, seed):
    """Unes la semilla con un guion, como si fuera una capa más. Los guiones son solo para las capas; mira con qué se
    separan las otras partes del nombre."""
    return f"keras_{'-'.join(map(str, layers))}-{seed}.keras"


@misconception("keras_models.model_filename")
def hyphen_after_the_prefix(layers, seed):
    """Unes el principio del nombre con un guion. Los guiones son solo para las capas; mira con qué se separan las otras
    partes del nombre."""
    return f"keras-{'-'.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def underscores_between_layers(layers, seed):
    """Separas las capas con guiones bajos, y así no se distinguen de las otras partes del nombre. Entre capas va otro
    separador."""
    return f"keras_{'_'.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def layers_stuck_together(layers, seed):
    """Los tamaños de las capas van pegados, y no se sabe dónde acaba uno y empieza otro: falta el separador."""
    return f"keras_{''.join(map(str, layers))}_{seed}.keras"


@misconception("keras_models.model_filename")
def trailing_hyphen(layers, seed):
    """Queda un guion de más tras la última capa: añades uno después de cada tamaño, y solo deben ir entre ellos. Para
    eso los textos tienen un método que une."""
    return f"keras_{'-'.join(map(str, layers))}-_{seed}.keras"


@misconception("keras_models.model_filename")
def seed_first(layers, seed):
    """La semilla va delante de las capas, y debe ir detrás: compara el orden con el del ejemplo."""
    return f"keras_{seed}_{'-'.join(map(str, layers))}.keras"


@misconception("keras_models.model_filename")
def always_seed_42(layers, seed):
    """Escribes siempre la semilla 42. Usa la que llega en el argumento `seed`."""
    return f"keras_{'-'.join(map(str, layers))}_42.keras"


@misconception("keras_models.model_filename")
def always_the_example(layers, seed):
    """El nombre es siempre el del ejemplo. Constrúyelo con los argumentos que recibes."""
    return "keras_8-12-8-1_42.keras"


@misconception("keras_models.model_filename")
def always_the_architecture_of_the_example(layers, seed):
    """La arquitectura del nombre es siempre la del curso. Constrúyela con los tamaños que llegan en `layers`."""
    return f"keras_{'28x28-128-10' if layers[0] == '28x28' else '8-12-8-1'}_{seed}.keras"


@misconception("keras_models.model_filename")
def only_the_hidden_layers(layers, seed):
    """Falta algún tamaño: pones solo las capas de en medio. También van la entrada y la salida."""
    return f"keras_{'-'.join(map(str, layers[1:-1]))}_{seed}.keras"


@misconception("keras_models.model_filename")
def inputs_forgotten(layers, seed):
    """Falta el primer tamaño, el de la entrada: revisa dónde empieza tu bucle o tu corte."""
    return f"keras_{'-'.join(map(str, layers[1:]))}_{seed}.keras"


@symptom("keras_models.model_filename")
def inside_a_folder(call):
    """Devuelves una ruta, con su carpeta delante. Se pide solo el nombre del fichero; la carpeta la pondrá quien lo
    guarde."""
    layers, seed = call.arguments
    name = f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    return call.value.replace("\\", "/").endswith("/" + name)


@symptom("keras_models.model_filename")
def spaces_or_capitals(call):
    """El nombre es casi el que se pide: sobra algún espacio o hay alguna mayúscula. Compáralo letra a letra con el del
    ejemplo."""
    layers, seed = call.arguments
    name = f"keras_{'-'.join(map(str, layers))}_{seed}.keras"
    return call.value != name and "".join(call.value.split()).lower() == name
