"""Known wrong ideas of training.save_model."""

from __future__ import annotations

from grader.boundary.keras_models import Model
from grader.feedback.misconception import misconception, same, symptom

# An entry says which path comes back; what was written there, a call does not tell.


def _name(layers, seed):
    return f"keras_{'-'.join(map(str, layers))}_{seed}.keras"


@misconception("training.save_model")
def seed_forgotten(model, directory, layers, seed):
    """Falta la semilla en el nombre del fichero: dos entrenamientos de la misma red se pisarían. Puedes usar tu función
    `model_filename`."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}.keras"


@misconception("training.save_model")
def layers_as_a_list(model, directory, layers, seed):
    """Metes la lista de capas entera en el nombre, con sus corchetes y sus comas. Van los tamaños unidos por guiones:
    puedes usar tu función `model_filename`."""
    return f"{directory}/keras_{layers}_{seed}.keras"


@misconception("training.save_model")
def always_the_same_name(model, directory, layers, seed):
    """El fichero se llama siempre igual, como en el ejemplo. Construye el nombre con las capas y la semilla que
    recibes: puedes usar tu función `model_filename`."""
    return f"{directory}/keras_8-12-8-1_42.keras"


@misconception("training.save_model")
def always_seed_42(model, directory, layers, seed):
    """Escribes siempre la semilla 42 en el nombre. Usa la que llega en el argumento `seed`."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_42.keras"


@symptom("training.save_model")
def any_fixed_name(call):
    """En el nombre del fichero no están ni las capas ni la semilla, así que un modelo pisaría a otro. Construye el
    nombre con las que recibes: puedes usar tu función `model_filename`."""
    _, directory, layers, seed = call.arguments
    folder, _, name = call.value.rpartition("/")
    return folder == str(directory).rstrip("/") and not any(str(part) in name for part in (*layers, seed))


@misconception("training.save_model")
def old_format(model, directory, layers, seed):
    """Guardas en el formato antiguo, `.h5`. El nombre acaba en la extensión del formato propio de Keras, que guarda
    juntos arquitectura, pesos y compilación."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_{seed}.h5"


@misconception("training.save_model")
def only_the_weights(model, directory, layers, seed):
    """Guardas solo los pesos: sin la arquitectura, el fichero no basta para recuperar el modelo. Keras tiene un método
    que lo guarda entero."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_{seed}.weights.h5"


@misconception("training.save_model")
def extension_forgotten(model, directory, layers, seed):
    """Falta la extensión del fichero. Por ella sabe Keras en qué formato guardar."""
    return f"{directory}/keras_{'-'.join(map(str, layers))}_{seed}"


@misconception("training.save_model")
def in_a_folder_of_its_own(model, directory, layers, seed):
    """Guardas en una subcarpeta que creas tú. El fichero va directamente en la carpeta que te dan."""
    return f"{directory}/models/{_name(layers, seed)}"


@misconception("training.save_model")
def only_the_name(model, directory, layers, seed):
    """Devuelves solo el nombre del fichero, sin su carpeta: con eso, quien te llama no puede encontrarlo. Mira también
    que guardas dentro de `directory` y no en la carpeta de trabajo."""
    return _name(layers, seed)


@misconception("training.save_model")
def only_the_folder(model, directory, layers, seed):
    """Devuelves la carpeta, y se pide la ruta del fichero que has guardado en ella."""
    return directory


@symptom("training.save_model")
def architecture_apart_from_the_weights(call):
    """Guardas la arquitectura por un lado, con `to_json`, como se hacía en un Keras antiguo. Se pide un solo fichero
    que lo guarde todo, también lo que fijó `compile`: el modelo tiene un método que lo hace."""
    paths = call.value if isinstance(call.value, list | tuple) else [call.value]
    return any(isinstance(path, str) and path.endswith((".json", ".yaml")) for path in paths)


@symptom("training.save_model")
def format_no_longer_given(call):
    """Das a `save` un argumento de un Keras antiguo, `save_format`. Hoy el formato lo dice la extensión del nombre."""
    return call.raised == "ValueError" and "`save_format`" in call.raised_text


@symptom("training.save_model")
def weights_under_the_name_of_a_model(call):
    """`save_weights` guarda solo los pesos, y por eso no admite ese nombre. Se pide el modelo entero, que tiene su
    propio método."""
    return call.raised == "ValueError" and "must end in `.weights.h5`" in call.raised_text


@symptom("training.save_model")
def extension_that_keras_does_not_know(call):
    """Keras no sabe guardar con esa extensión, o el nombre no lleva ninguna. La que se pide es la de su propio
    formato."""
    return call.raised == "ValueError" and "Invalid filepath extension" in call.raised_text


@symptom("training.save_model")
def the_model_itself(call):
    """Devuelves el modelo, y se pide la ruta del fichero en el que lo guardas."""
    return isinstance(call.value, Model)


@symptom("training.save_model")
def compiled_otherwise(call):
    """Vuelves a compilar el modelo antes de guardarlo, de otra manera o con otro optimizador. Llega ya compilado:
    guárdalo tal como está, para que se pueda seguir entrenando igual."""
    before, after = call.arguments[0].compiled, call.changed[0].compiled
    rates = [each["optimizer_settings"]["learning_rate"] for each in (before, after)]
    kept = all(before[name] == after[name] for name in ("optimizer", "loss", "metrics"))
    return not kept or not same(*rates)


@symptom("training.save_model")
def right_path_without_the_model(call):
    """La ruta que devuelves es la buena, pero el modelo entero no está en ella. O no llegas a guardarlo en esa carpeta,
    o guardas otra cosa: solo los pesos, solo la arquitectura, una copia sin lo aprendido o sin compilar."""
    _, directory, layers, seed = call.arguments
    return same(call.value, f"{directory}/{_name(layers, seed)}")


@symptom("training.save_model")
def folder_and_name_stuck_together(call):
    """Pegas la carpeta y el nombre sin separador, y el fichero queda fuera de ella con un nombre raro. Para unir rutas
    están `Path(carpeta) / nombre` y `os.path.join`."""
    stuck = f"{call.arguments[1]}keras"
    return stuck in call.raised_text or (isinstance(call.value, str) and call.value.startswith(stuck))


@symptom("training.save_model")
def in_a_folder_that_does_not_exist(call):
    """Guardas en una subcarpeta que no existe. El fichero va directamente en la carpeta que te dan, que ya está
    hecha."""
    return call.raised == "FileNotFoundError"


@symptom("training.save_model")
def joins_numbers_as_text(call):
    """`join` solo une textos, y los tamaños de las capas son números. Convierte antes cada uno en texto, o usa tu
    función `model_filename`."""
    return call.raised == "TypeError" and "sequence item" in call.raised_text
