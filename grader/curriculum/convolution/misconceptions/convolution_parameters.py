"""Known wrong ideas of convolution.convolution_parameters."""

from __future__ import annotations

from grader.feedback.misconception import misconception


def right(kernel_size, channels, filters):
    return (kernel_size**2 * channels + 1) * filters


@misconception("convolution.convolution_parameters")
def biases_forgotten(kernel_size, channels, filters):
    """Cuentas los pesos, pero no los sesgos: cada filtro tiene el suyo."""
    return kernel_size**2 * channels * filters


@misconception("convolution.convolution_parameters")
def one_bias_for_all(kernel_size, channels, filters):
    """Cuentas un solo sesgo para toda la capa, y cada filtro tiene el suyo: mira los paréntesis."""
    return kernel_size**2 * channels * filters + 1


@misconception("convolution.convolution_parameters")
def a_bias_for_each_channel(kernel_size, channels, filters):
    """Pones a cada filtro un sesgo por canal. Un filtro suma lo de todos los canales y añade un solo sesgo."""
    return (kernel_size**2 + 1) * channels * filters


@misconception("convolution.convolution_parameters")
def biases_of_the_inputs(kernel_size, channels, filters):
    """Cuentas un sesgo por canal que entra, o has cambiado los canales por los filtros. Los sesgos son de los filtros,
    que son los que calculan algo."""
    return kernel_size**2 * channels * filters + channels


@misconception("convolution.convolution_parameters")
def channels_forgotten(kernel_size, channels, filters):
    """Cuentas como si entrara un solo canal. El núcleo de un filtro mira todos los canales, y tiene pesos para cada
    uno."""
    return (kernel_size**2 + 1) * filters


@misconception("convolution.convolution_parameters")
def only_one_filter(kernel_size, channels, filters):
    """Cuentas los parámetros de un solo filtro, y la capa tiene varios."""
    return kernel_size**2 * channels + 1


@misconception("convolution.convolution_parameters")
def kernel_of_one_row(kernel_size, channels, filters):
    """Cuentas el lado del núcleo una sola vez. Es un cuadrado: tiene lado por lado pesos."""
    return (kernel_size * channels + 1) * filters


@misconception("convolution.convolution_parameters")
def twice_the_side(kernel_size, channels, filters):
    """Multiplicas el lado del núcleo por 2 en vez de elevarlo al cuadrado."""
    return (2 * kernel_size * channels + 1) * filters


@misconception("convolution.convolution_parameters")
def bias_squared_too(kernel_size, channels, filters):
    """Cuentas un sesgo por cada casilla del núcleo, o elevas al cuadrado de más: mira los paréntesis."""
    return kernel_size**2 * (channels + 1) * filters


@misconception("convolution.convolution_parameters")
def sum_instead_of_product(kernel_size, channels, filters):
    """Sumas los canales en vez de multiplicar: hay una tabla de pesos entera por cada canal."""
    return (kernel_size**2 + channels + 1) * filters
