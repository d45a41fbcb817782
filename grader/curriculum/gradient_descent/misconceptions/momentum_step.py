"""Known wrong ideas of gradient_descent.momentum_step."""

from __future__ import annotations

from grader.feedback.misconception import misconception


def right(w, velocity, gradient, learning_rate, momentum):
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def uphill(w, velocity, gradient, learning_rate, momentum):
    """El gradiente entra en la velocidad con el signo contrario, y la bola rueda cuesta arriba. El empujón va en
    contra del gradiente."""
    velocity = momentum * velocity + learning_rate * gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def velocity_of_the_opposite_sign(w, velocity, gradient, learning_rate, momentum):
    """Sumas el gradiente a la velocidad y después restas la velocidad a los pesos. Así la velocidad que se recibe
    y la que se devuelve tienen el signo contrario al del enunciado: aquí el menos va con el gradiente."""
    velocity = momentum * velocity + learning_rate * gradient
    return w - velocity, velocity


@misconception("gradient_descent.momentum_step")
def learning_rate_outside_of_the_velocity(w, velocity, gradient, learning_rate, momentum):
    """Guardas la velocidad sin la tasa de aprendizaje y la aplicas después, al mover los pesos. Es otra forma de
    escribir el momento, con otra velocidad: en el enunciado la tasa va dentro."""
    velocity = momentum * velocity + gradient
    return w - learning_rate * velocity, velocity


@misconception("gradient_descent.momentum_step")
def learning_rate_only_for_the_weights(w, velocity, gradient, learning_rate, momentum):
    """La velocidad no lleva la tasa de aprendizaje: la aplicas después, a toda la velocidad, al mover los pesos. En el
    enunciado la tasa va dentro, y solo regula el empujón del gradiente."""
    velocity = momentum * velocity - gradient
    return w + learning_rate * velocity, velocity


@misconception("gradient_descent.momentum_step")
def moved_with_the_old_velocity(w, velocity, gradient, learning_rate, momentum):
    """Mueves los pesos con la velocidad que traían. Calcula primero la velocidad nueva y muévelos con ella."""
    return w + velocity, momentum * velocity - learning_rate * gradient


@misconception("gradient_descent.momentum_step")
def nesterov(w, velocity, gradient, learning_rate, momentum):
    """Sumas a los pesos el momento de la velocidad nueva y otra vez el gradiente: eso es el momento de Nesterov.
    Aquí los pesos avanzan exactamente la velocidad nueva."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity - learning_rate * gradient, velocity


@misconception("gradient_descent.momentum_step")
def moving_average(w, velocity, gradient, learning_rate, momentum):
    """Multiplicas el empujón del gradiente por 1 - momentum, como en una media móvil. En el momento clásico el
    empujón entra entero."""
    velocity = momentum * velocity - (1 - momentum) * learning_rate * gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def without_the_learning_rate(w, velocity, gradient, learning_rate, momentum):
    """No usas la tasa de aprendizaje: el empujón es tan grande como el gradiente."""
    velocity = momentum * velocity - gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def without_friction(w, velocity, gradient, learning_rate, momentum):
    """Conservas entera la velocidad anterior: no usas `momentum`, que dice qué parte se conserva. Así la bola no
    se frenaría nunca."""
    velocity = velocity - learning_rate * gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def without_the_old_velocity(w, velocity, gradient, learning_rate, momentum):
    """La velocidad que traía no cuenta: este es el descenso de siempre, sin momento."""
    velocity = -learning_rate * gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def momentum_times_everything(w, velocity, gradient, learning_rate, momentum):
    """Multiplicas por `momentum` toda la velocidad nueva, también el empujón del gradiente. Solo se frena la
    velocidad que traía: revisa los paréntesis."""
    velocity = momentum * (velocity - learning_rate * gradient)
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def learning_rate_times_everything(w, velocity, gradient, learning_rate, momentum):
    """Multiplicas por la tasa de aprendizaje también la velocidad que traía. La tasa solo regula el empujón del
    gradiente: revisa los paréntesis."""
    velocity = learning_rate * (momentum * velocity - gradient)
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def momentum_and_learning_rate_swapped(w, velocity, gradient, learning_rate, momentum):
    """`momentum` y `learning_rate` tienen los papeles cambiados: el primero frena la velocidad y el segundo
    multiplica al gradiente."""
    velocity = learning_rate * velocity - momentum * gradient
    return w + velocity, velocity


@misconception("gradient_descent.momentum_step")
def gradient_counted_twice(w, velocity, gradient, learning_rate, momentum):
    """El gradiente entra dos veces: ya está en la velocidad, y no hay que restarlo otra vez a los pesos."""
    velocity = momentum * velocity - learning_rate * gradient
    return w + velocity - learning_rate * gradient, velocity


@misconception("gradient_descent.momentum_step")
def velocity_not_returned_anew(w, velocity, gradient, learning_rate, momentum):
    """Mueves bien los pesos, pero devuelves la velocidad que llegó, no la nueva: el paso siguiente no sabrá que ha
    cambiado."""
    return w + momentum * velocity - learning_rate * gradient, velocity


@misconception("gradient_descent.momentum_step")
def weights_unchanged(w, velocity, gradient, learning_rate, momentum):
    """La velocidad está bien, pero los pesos vuelven como llegaron: falta moverlos con ella."""
    return w, momentum * velocity - learning_rate * gradient


@misconception("gradient_descent.momentum_step")
def outputs_swapped(w, velocity, gradient, learning_rate, momentum):
    """Los dos resultados están en el orden contrario: primero van los pesos y después la velocidad."""
    velocity = momentum * velocity - learning_rate * gradient
    return velocity, w + velocity


@misconception("gradient_descent.momentum_step")
def only_the_weights(w, velocity, gradient, learning_rate, momentum):
    """Devuelves solo los pesos. Quien llama necesita también la velocidad, para dar el paso siguiente."""
    return w + momentum * velocity - learning_rate * gradient
