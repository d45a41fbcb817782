"""What Keras refuses: names of its earlier versions, arguments of another kind, shapes that do not fit."""

from __future__ import annotations

import re
from difflib import get_close_matches

from grader.feedback.case import Case, Facts, Holds

FACTS = _fact = Facts()

_RENAMED = {
    "nb_epoch": "epochs",
    "nb_epochs": "epochs",
    "epoch": "epochs",
    "num_epochs": "epochs",
    "n_epochs": "epochs",
    "output_dim": "units",
    "input_dim": "input_shape",
    "init": "kernel_initializer",
    "lr": "learning_rate",
    "alpha": "learning_rate",
    "eta": "learning_rate",
    "optimiser": "optimizer",
    "optim": "optimizer",
    "metric": "metrics",
    "losses": "loss",
    "loss_function": "loss",
    "activacion": "activation",
    "activations": "activation",
    "act": "activation",
    "batch": "batch_size",
    "batchsize": "batch_size",
    "nb_filter": "filters",
    "border_mode": "padding",
    "p": "rate",
    "from_logit": "from_logits",
    "logits": "from_logits",
    "val_split": "validation_split",
}
"""Keywords of Keras 1 and 2, of other libraries and of nobody, and what they are called in Keras 3."""

_ARGUMENTS = [
    "activation", "batch_size", "callbacks", "epochs", "filters", "from_logits", "input_shape", "kernel_initializer",
    "kernel_size", "learning_rate", "loss", "metrics", "monitor", "name", "optimizer", "padding", "patience",
    "pool_size", "rate", "restore_best_weights", "shape", "shuffle", "strides", "units", "use_bias",
    "validation_data", "validation_split", "verbose",
]  # fmt: skip

_OF = {
    **dict.fromkeys(
        ("epochs", "batch_size", "callbacks", "validation_data", "validation_split", "shuffle"), ("fit", "es de `fit`")
    ),
    **dict.fromkeys(("loss", "metrics", "optimizer"), ("compile", "es de `compile`")),
    "from_logits": (
        r"\w*Crossentropy",
        "es de la pérdida, creada como objeto: `keras.losses.SparseCategoricalCrossentropy(from_logits=True)`",
    ),
    "learning_rate": (
        "Adam|SGD|RMSprop|Adagrad|AdamW|Nadam",
        "es del optimizador, creado como objeto: `keras.optimizers.Adam(learning_rate=...)`",
    ),
    **dict.fromkeys(("units", "use_bias", "kernel_initializer"), (r"Dense|Conv\w+|esa capa", "es de una capa")),
    "activation": (r"Dense|Conv\w+|Activation|esa capa", "es de una capa densa o de una convolución"),
    **dict.fromkeys(("filters", "kernel_size"), (r"Conv\w+|esa capa", "es de una convolución, `Conv2D`")),
    **dict.fromkeys(("padding", "strides"), (r"Conv\w+|\w*Pooling\w*|esa capa", "es de `Conv2D` y de `MaxPooling2D`")),
    "pool_size": (r"\w*Pooling\w*|esa capa", "es de `MaxPooling2D`"),
    "rate": (r"\w*Dropout\w*|esa capa", "es de `Dropout`"),
    **dict.fromkeys(("patience", "restore_best_weights"), ("EarlyStopping", "es de `EarlyStopping`")),
    "monitor": ("EarlyStopping|ModelCheckpoint", "es de `EarlyStopping`"),
    "shape": ("Input|InputLayer", "es de `keras.Input`"),
    "verbose": ("fit|evaluate|predict", "es de `fit`, de `evaluate` y de `predict`"),
}
"""Whose the arguments are: what has them, and how to say it."""

_GONE = {"workers", "use_multiprocessing", "max_queue_size", "decay"}
"""Arguments that Keras 3 has no more, nor anything in their place."""

_ACTIVATIONS = [
    "elu",
    "exponential",
    "gelu",
    "hard_sigmoid",
    "leaky_relu",
    "linear",
    "relu",
    "selu",
    "sigmoid",
    "softmax",
    "softplus",
    "swish",
    "tanh",
]
_LOSSES = [
    "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "mean_squared_error",
    "mean_absolute_error", "mse", "mae", "hinge", "poisson", "huber",
]  # fmt: skip
_METRICS = ["accuracy", "binary_accuracy", "sparse_categorical_accuracy", "mse", "mae", *_LOSSES]
_OPTIMIZERS = ["adam", "sgd", "rmsprop", "adagrad", "adamw", "nadam", "adamax", "adadelta", "ftrl", "lion"]
_INITIALIZERS = [
    "glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "random_normal", "random_uniform", "zeros", "ones",
]  # fmt: skip
_NAMES = {
    "loss": ("la pérdida", _LOSSES),
    "metric": ("la métrica", _METRICS),
    "optimizer": ("el optimizador", _OPTIMIZERS),
    "activation function": ("la activación", _ACTIVATIONS),
    "initializer": ("la inicialización", _INITIALIZERS),
}


@_fact
def activation_is_a_number(case: Case) -> Holds:
    """El segundo argumento de una capa densa es su activación, y le das {given}. Una capa lleva un solo número de
    unidades; el de la entrada va en `keras.Input` o en `input_shape=`."""
    found = case.says("ValueError", r"interpret activation function identifier: (?P<given>\d+)")
    return found and found.groupdict()


@_fact
def name_of_nothing(case: Case) -> Holds:
    """Keras no conoce {what} `{given}`.{like}"""
    found = case.says(
        "ValueError TypeError", r"Could not interpret (?P<what>[a-z ]+?) identifier: (?P<given>[\w ./-]+)$"
    )
    what, known = _NAMES.get(found["what"], ("", [])) if found else ("", [])
    if not found or not what:
        return None
    plain = found["given"].lower().strip().replace(" ", "_").replace("-", "_")
    near = [plain] if plain in known else get_close_matches(plain, known, 1, 0.6)
    like = f" ¿Querías decir `{near[0]}`?" if near else " Mira en la documentación o en el enunciado cómo se llama."
    return {"what": what, "given": found["given"], "like": like}


@_fact
def class_for_an_object(case: Case) -> Holds:
    """Das la clase `{name}`, y hace falta un objeto de ella: se crea al llamarla, `{name}(...)`."""
    found = case.says("ValueError TypeError", r"<class '[\w.]*?(?P<name>\w+)'>")
    asked = case.raised(
        "ValueError TypeError", r"Could not interpret|Only instances of `?keras.Layer|of type <class 'type'>"
    )
    return found.groupdict() if found and asked and found["name"][:1].isupper() else None


@_fact
def keyword_of_no_layer(case: Case) -> Holds:
    """`{owner}` no tiene ningún argumento `{given}`.{instead}"""
    found = (
        case.says("ValueError", r"Unrecognized keyword arguments passed to (?P<owner>\w+): \{'(?P<given>\w+)'")
        or case.says("ValueError", r"Argument\(s\) not recognized: \{'(?P<given>\w+)'")
        or case.says(
            "TypeError", r"^(?P<owner>[A-Z]\w*)(\.\w+)?\(\) got an unexpected keyword argument '(?P<given>\w+)'"
        )
    )
    if not found or (case.callee and not _is_keras(case)):
        return None
    owner = case.callee or found.groupdict().get("owner", "") or "esa capa"
    return {"owner": owner, "given": found["given"], "instead": _instead(found["given"], owner)}


def _is_keras(case: Case) -> bool:
    """Whether the call is of something that Keras has."""
    return re.search(r"\.(fit|compile|predict|evaluate|save|summary|add)$|(^|\.)[A-Z]\w+$", case.callee) is not None


def _instead(given: str, owner: str) -> str:
    near = get_close_matches(given, _ARGUMENTS, 1, 0.75)
    name = _RENAMED.get(given, near[0] if near else "")
    if given in _GONE:
        return " Era de una versión anterior de Keras, y no hace falta: quítalo."
    if given == "input_dim":
        return " La entrada se declara con `keras.Input(shape=(8,))` como primera capa."
    whose, says = _OF.get(name, ("", ""))
    if given in _OF:
        return f" Ese argumento {says}."
    if whose and not re.fullmatch(whose, owner.rpartition(".")[2]):
        return f" Si es el que en Keras 3 se llama `{name}`, {says}."
    if name and name != given:
        return f" En Keras 3 se llama `{name}`."
    return f" Quítalo, o mira en la documentación de `{owner}` cómo se llama."


_fact.words(
    "units_are_missing",
    "TypeError",
    r"^(?P<layer>Dense)\.__init__\(\) missing 1 required positional argument: 'units'",
    "A una capa `{layer}` hay que decirle cuántas neuronas tiene: es su primer argumento, `units` (en Keras 1 se "
    "llamaba `output_dim`).",
)
_fact.words(
    "argument_of_a_layer_is_missing",
    "TypeError",
    r"^(?P<layer>[A-Z]\w+)\.__init__\(\) missing \d+ required positional arguments?: '(?P<name>\w+)'",
    "A `{layer}` le falta su argumento `{name}`.",
)
_fact.words(
    "callback_is_a_class",
    "TypeError",
    r"^\w*(Callback|Stopping|Checkpoint)\.\w+\(\) missing \d+ required",
    "En `callbacks` va una lista de objetos, y das una clase: créalo con sus paréntesis, `EarlyStopping(...)`.",
)
_fact.words(
    "metrics_are_no_list",
    "ValueError",
    r"Expected `metrics` argument to be a list",
    "Las métricas van en una lista, aunque sea una sola: escríbela entre corchetes.",
)
_fact.words(
    "shape_is_a_number",
    "ValueError",
    r"Cannot convert '(?P<size>[\d.]+)' to a shape",
    "Una forma es una tupla, aunque tenga una sola medida: en lugar de `{size}`, `({size},)`, con su coma.",
)
_fact.words(
    "layers_without_a_list",
    "ValueError TypeError",
    r"Expected `trainable` to be a boolean|Sequential\.__init__\(\) takes|`name` must be a string.*name=<\w+ name=",
    "`Sequential` recibe todas sus capas en una lista: ponlas entre corchetes, o añádelas una a una con `add`.",
)
_fact.words(
    "layer_is_another_thing",
    "ValueError",
    r"Only instances of `?keras\.Layer`? can be added.*Received: (?P<given>.*?) \(of type",
    "En la lista de capas hay algo que no es una capa: `{given}`. Una activación va en el `activation=` de su capa.",
)


@_fact
def layer_not_called(case: Case) -> Holds:
    """Das a `{callee}` la salida de otra capa en el lugar de sus opciones. Una capa primero se crea y después se llama,
    con otros paréntesis: `{callee}(...)(x)`."""
    tensor = case.raised("ValueError TypeError AttributeError", r"(?is)received: \S+=<keras_?tensor|'KerasTensor'")
    return {"callee": case.callee} if tensor and re.search(r"(^|\.)[A-Z]\w+$", case.callee) else None


_fact.words(
    "size_of_a_layer",
    "ValueError",
    r"invalid value for `(?P<name>units|filters)`.*Received: \w+=(?P<given>\(.*?\)|\[.*?\]|\S+)",
    "`{name}` es cuántas neuronas o filtros tiene la capa: un entero mayor que 0, y le das `{given}`.",
)
_fact.words(
    "share_to_drop",
    "ValueError",
    r"Invalid value received for argument `rate`.*rate=(?P<given>\S+)",
    "`Dropout` recibe la fracción que apaga, entre 0 y 1, y le das {given}: el 20 % es `0.2`.",
)
_fact.words(
    "not_compiled",
    "ValueError RuntimeError",
    r"must call `compile\(\)`|must compile your model",
    "Al modelo le falta `compile`, con su optimizador y su pérdida: sin ella no se puede entrenar ni evaluar.",
)
_fact.words(
    "not_built",
    "ValueError",
    r"isn't built|has not yet been built|has never been called|This model has not",
    "El modelo aún no sabe cuánto mide su entrada, y por eso no tiene pesos: declárala como primera capa con "
    "`keras.Input(shape=...)`.",
)
_fact.words(
    "rows_do_not_fit_labels",
    "ValueError",
    r"Data cardinality is ambiguous.*?'?x'? sizes: (?P<x>\d+).*?'?y'? sizes: (?P<y>\d+)",
    "Das {x:ejemplo} y {y:etiqueta}, y hace falta una etiqueta por ejemplo.",
)
_fact.words(
    "input_of_another_size",
    "ValueError",
    r"expected axis -1 of input shape to have value (?P<wanted>\d+), but received input with shape "
    r"\((?P<given>[^)]*)\)",
    "La red espera {wanted:número} por ejemplo, y le llegan datos de forma ({given}): la forma de la entrada que "
    "declaras debe ser la de los datos.",
)
_fact.words(
    "input_of_another_size",
    "ValueError",
    r"Expected shape \((?P<wanted>[^)]*)\), but input has incompatible shape \((?P<given>[^)]*)\)",
    "La red espera datos de forma ({wanted}), donde None es el número de ejemplos, y le llegan de forma ({given}).",
)


@_fact
def built_without_its_examples(case: Case) -> Holds:
    """La forma que recibe `build` cuenta también los ejemplos, cuyo número aún no se sabe: va delante un `None`,
    `({given}`."""
    built = case.says("ValueError", r"found ndim=1\. Full shape received: \((?P<size>\d+),\)")
    is_build = built and case.callee.endswith(".build")
    return {"given": f"None, {built['size']})"} if built and is_build else None


_fact.words(
    "layer_of_other_data",
    "ValueError",
    r"expected (min_)?ndim=(?P<wanted>[1-3]), found ndim=(?P<given>\d+)\. Full shape received: "
    r"\((?P<shape>[^)]*)\)",
    "Esa capa espera datos de {wanted:dimensión}, contando la de los ejemplos, y le llegan de {given}: ({shape}).",
)
_fact.words(
    "layer_of_images",
    "ValueError",
    r"expected (min_)?ndim=(?P<wanted>[45]), found ndim=(?P<given>\d+)\. Full shape received: \((?P<shape>[^)]*)\)",
    "Esa capa espera datos de {wanted} dimensiones, contando la de los ejemplos, y le llegan de {given}: ({shape}). "
    "Una convolución necesita también el eje de los canales: `(28, 28, 1)`.",
)
_fact.words(
    "outputs_do_not_fit_labels",
    "ValueError",
    r"`target` and `output` must have the same shape.*target\.shape=\(None, (?P<y>\d+)\), "
    r"output\.shape=\(None, (?P<p>\d+)\)",
    "La red da {p:número} por ejemplo y las etiquetas traen {y}: la última capa y las etiquetas deben tener los "
    "mismos. Con etiquetas que son un entero por clase, la pérdida es `sparse_categorical_crossentropy`.",
)


@_fact
def output_of_several_axes(case: Case) -> Holds:
    """Las etiquetas llegan bien, una por ejemplo: lo que tiene ejes de más es la salida de la red, de forma {shape}. A
    una capa densa le falta delante un `Flatten`, que hace de cada ejemplo un vector."""
    found = case.says("ValueError", r"`target\.ndim - 1`.*target\.shape=\(\w+,\), output\.shape=(?P<shape>\([^)]*\))")
    return found.groupdict() if found and found["shape"].count(",") > 1 else None


_fact.words(
    "labels_with_a_second_axis",
    "ValueError",
    r"`output` must have rank \(ndim\) `target\.ndim - 1`.*target\.shape=(?P<y>\(\w+, [^)]*\))",
    "Esta pérdida espera una etiqueta entera por ejemplo, forma (n,), y llegan de forma {y}: si son one-hot, la "
    "pérdida es `categorical_crossentropy`; si sobra un eje, quítalo.",
)
_fact.words(
    "ranks_of_labels_differ",
    "ValueError",
    r"(target|label|logits).*must have the same (shape|rank)",
    "Las etiquetas y las salidas de la red no tienen la misma forma: mira cuántas neuronas tiene la última capa y "
    "qué etiquetas espera la pérdida que has elegido.",
)
_fact.words(
    "label_out_of_range",
    "InvalidArgumentError",
    r"label value of (?P<label>-?\d+) which is outside the valid range of \[0, (?P<classes>\d+)\)",
    "Llega una etiqueta {label}, y la última capa solo tiene {classes:neurona}: hace falta una por clase.",
)
_fact.words(
    "metrics_in_the_place_of_weights",
    "ValueError TypeError",
    r"dtype='string' is not a valid dtype for Keras type promotion",
    "Keras mezcla un texto con números. En `compile` lo tercero no son las métricas, sino `loss_weights`: escribe el "
    "nombre, `metrics=`, delante de su lista.",
)
_fact.words(
    "texts_in_the_data",
    "ValueError TypeError UnimplementedError",
    r"Invalid dtype: (str|object)|Cast string to float",
    "Entre los datos que das a Keras hay textos, u objetos que no son números: conviértelos antes con `astype(float)`.",
)
_fact.words(
    "lists_for_arrays",
    "ValueError",
    r"Unrecognized data type: (?P<which>x|y)=",
    "Keras espera arrays, y en `{which}` le das otra cosa, como una lista: conviértela con `np.asarray(...)`.",
)
_fact.words(
    "no_tensor",
    "ValueError",
    r"Only input tensors may be passed|values must be KerasTensors|not a (symbolic|Keras) tensor",
    "Una capa se llama con la salida de otra, o con la de `keras.Input`, y le das otra cosa.",
)
_fact.words(
    "save_needs_an_extension",
    "ValueError",
    r"Invalid filepath extension",
    "Keras elige el formato por la extensión: el nombre del fichero debe acabar en `.keras`.",
)
_fact.words(
    "image_too_small",
    "ValueError",
    r"Computed output size would be zero or negative.*?inputs.shape=(?P<shape>\([^)]*\))",
    "A esa capa le llega una imagen más pequeña que su ventana, {shape}: mira qué forma sale de cada capa anterior.",
)
_fact.words(
    "learning_rate_is_no_number",
    "ValueError",
    r"`learning_rate` should be float",
    "`learning_rate` es un número, sin comillas.",
)
_fact.words(
    "none_in_the_data",
    "ValueError",
    r"None values not supported",
    "A Keras le llega `None` donde espera números: en `fit` van los datos y, detrás, sus etiquetas.",
)
_fact.words(
    "history_is_no_table",
    "TypeError",
    r"'History' object is not subscriptable",
    "`fit` devuelve un objeto; el diccionario con lo que midió está en su `.history`.",
)

_GONE_METHODS = {
    "predict_classes": "Ya no existe `predict_classes`: llama a `predict` y saca de las probabilidades la clase.",
    "predict_proba": "Ya no existe `predict_proba`: `predict` da las probabilidades.",
    "fit_generator": "Ya no existe `fit_generator`: es `fit`.",
    "np_utils": "Ya no existe `np_utils`: sus funciones están en `keras.utils`.",
    "experimental": "Ya no existe `experimental`: sus capas están en `keras.layers`.",
}


@_fact
def not_in_keras_any_more(case: Case) -> Holds:
    """{told}"""
    found = case.says("AttributeError", r"has no attribute '(?P<name>\w+)'")
    keras = re.search(r"keras|Sequential|Functional|'\w*Model'", case.exception.text if case.exception else "")
    told = _GONE_METHODS.get(found["name"]) if found and keras else None
    return {"told": told} if told else None


_LAYERS = [
    "Activation", "AveragePooling2D", "BatchNormalization", "Conv2D", "Dense", "Dropout", "Flatten", "InputLayer",
    "MaxPooling2D", "Normalization", "ReLU", "Rescaling", "Reshape", "Softmax",
]  # fmt: skip
_PLACES = {
    **dict.fromkeys(_LAYERS, "keras.layers"),
    **dict.fromkeys(("Adam", "SGD", "RMSprop"), "keras.optimizers"),
    **dict.fromkeys(("EarlyStopping", "ModelCheckpoint"), "keras.callbacks"),
    **dict.fromkeys(("BinaryCrossentropy", "SparseCategoricalCrossentropy", "CategoricalCrossentropy"), "keras.losses"),
    **dict.fromkeys(("Sequential", "Model", "Input"), "keras"),
    "to_categorical": "keras.utils",
    "set_random_seed": "keras.utils",
    "load_model": "keras.models",
    **dict.fromkeys(("layers", "models", "losses", "optimizers", "metrics", "callbacks"), "keras"),
}
"""Where Keras has what the course uses."""


@_fact
def elsewhere_in_keras(case: Case) -> Holds:
    """`{given}` no está en `{module}`: {where}"""
    found = case.says("AttributeError", r"^module '(?P<module>keras[\w.]*)' has no attribute '(?P<given>\w+)'")
    if not found:
        return None
    module = re.sub(r"^keras\.(src|api|_tf_keras)\.?", "keras.", found["module"]).rstrip(".")
    near = [found["given"]] if found["given"] in _PLACES else _in_other_letters(found["given"])
    place = f"es `{_PLACES[near[0]]}.{near[0]}`." if near else "mira en la documentación cómo se llama y dónde está."
    return {"given": found["given"], "module": module, "where": place}


def _in_other_letters(name: str) -> list[str]:
    alike = [each for each in _PLACES if each.lower() == name.lower().replace("_", "")]
    return alike or get_close_matches(name, _PLACES, 1, 0.8)


@_fact
def keras_name_not_imported(case: Case) -> Holds:
    """Usas `{name}` sin haberlo importado en este fichero. Con `import keras` arriba se escribe `{place}.{name}`."""
    found = case.says("NameError", r"name '(?P<name>\w+)' is not defined")
    place = _PLACES.get(found["name"]) if found else None
    return {"name": found["name"], "place": place} if found and place else None
