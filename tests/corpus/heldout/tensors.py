"""Held-out wrong answers to unit 1."""

import numpy as np

from tests.support.answers import wrong


@wrong("tensors.rank")
def counts_all_the_numbers(tensor):
    """Counts how many numbers the tensor holds instead of how many dimensions it has."""
    forma = np.array(tensor).shape
    total = 1
    for lado in forma:
        total = total * lado
    return total


@wrong("tensors.rank")
def length_of_the_outer_list(tensor):
    """Takes the length of the first axis for the rank."""
    try:
        return len(tensor)
    except TypeError:
        return 0


@wrong("tensors.rank")
def rank_of_linear_algebra(tensor):
    """Confuses the rank of a tensor with the rank of a matrix (independent rows)."""
    return np.linalg.matrix_rank(np.array(tensor))


@wrong("tensors.rank")
def shape_itself(tensor):
    """Returns the shape, the size of each axis, instead of the number of axes."""
    arr = np.array(tensor)
    return arr.shape


@wrong("tensors.rank")
def a_number_already_counts_one(tensor):
    """Starts counting at 1: a single number gets rank 1, a vector 2, and so on."""
    dims = 1
    t = tensor
    while isinstance(t, (list, tuple)) or (isinstance(t, np.ndarray) and t.ndim > 0):
        dims = dims + 1
        t = t[0]
    return dims


@wrong("tensors.rank")
def sees_no_more_than_a_matrix(tensor):
    """Only tells numbers, vectors and matrices apart: anything with three or more dimensions gets 2."""
    t = np.asarray(tensor).tolist()
    if not isinstance(t, list):
        return 0
    if not isinstance(t[0], list):
        return 1
    return 2


@wrong("tensors.rank")
def expects_an_array(tensor):
    """Uses .shape on whatever arrives, but numbers and lists are not arrays."""
    return len(tensor.shape)


@wrong("tensors.flatten_images")
def everything_in_one_vector(images):
    """Flattens the whole batch into one vector: the axis of the examples is lost."""
    salida = []
    for imagen in images:
        for fila in imagen:
            for pixel in fila:
                salida.append(pixel)
    return np.array(salida)


@wrong("tensors.flatten_images")
def thinks_images_are_square(images):
    """Assumes square images: uses h * h as the number of pixels."""
    n = images.shape[0]
    lado = images.shape[1]
    return images.reshape(n, lado * lado)


@wrong("tensors.flatten_images")
def always_28_by_28(images):
    """Fixes the size at the 784 pixels of MNIST instead of taking it from the shape."""
    return images.reshape((len(images), 28 * 28))


@wrong("tensors.flatten_images")
def column_by_column(images):
    """Reads each image by columns instead of by rows."""
    n, h, w = images.shape
    result = np.zeros((n, h * w))
    for k in range(n):
        pos = 0
        for j in range(w):
            for i in range(h):
                result[k, pos] = images[k, i, j]
                pos += 1
    return result


@wrong("tensors.flatten_images")
def one_column_per_image(images):
    """Puts each image in a column: (h*w, n) instead of (n, h*w)."""
    return np.stack([img.ravel() for img in images], axis=1)


@wrong("tensors.flatten_images")
def reshapes_and_then_transposes(images):
    """Reshapes to (h*w, n) and transposes: the shape is right but the pixels of different images are mixed."""
    n, h, w = images.shape
    return images.reshape(h * w, n).T


@wrong("tensors.flatten_images")
def glues_the_rows_of_all_images(images):
    """Keeps rows of w pixels, (n*h, w): joins the images instead of flattening each of them."""
    return np.concatenate(list(images), axis=0)


@wrong("tensors.scale_pixels")
def divides_by_the_brightest(images):
    """Divides by the greatest pixel of these images instead of by 255."""
    mayor = float(np.max(images))
    if mayor == 0:
        return images.astype(float)
    return images.astype(float) / mayor


@wrong("tensors.scale_pixels")
def divides_by_256(images):
    """Divides by 256, the number of levels, instead of by 255, the greatest value."""
    return images.astype("float32") / 256


@wrong("tensors.scale_pixels")
def keeps_the_bytes(images):
    """Stores the quotients in an array of uint8, where the decimals are lost."""
    escaladas = np.zeros_like(images)
    for i in range(images.shape[0]):
        escaladas[i] = images[i] / 255.0
    return escaladas


@wrong("tensors.scale_pixels")
def from_minus_one_to_one(images):
    """Scales to -1..1 instead of 0..1."""
    x = images.astype(np.float64)
    return (x - 127.5) / 127.5


@wrong("tensors.scale_pixels")
def stretches_each_image(images):
    """Min-max scaling of every image: subtracts its minimum and divides by its range, not by 255."""
    out = []
    for img in images:
        img = img.astype(float)
        rango = img.max() - img.min()
        out.append((img - img.min()) / (rango if rango > 0 else 1))
    return np.array(out)


@wrong("tensors.min_max_scale")
def one_min_and_max_for_the_table(X):
    """Uses the minimum and maximum of the whole matrix instead of those of each column."""
    menor = min(min(fila) for fila in X)
    mayor = max(max(fila) for fila in X)
    if mayor == menor:
        return np.zeros_like(X)
    return (X - menor) / (mayor - menor)


@wrong("tensors.min_max_scale")
def scales_every_example(X):
    """Scales by rows (each example) instead of by columns (each feature)."""
    resultado = []
    for fila in X:
        rango = max(fila) - min(fila)
        resultado.append([(v - min(fila)) / rango if rango != 0 else 0.0 for v in fila])
    return np.array(resultado)


@wrong("tensors.min_max_scale")
def range_without_subtracting_the_min(X):
    """Divides by the range but forgets to subtract the minimum from x."""
    rango = X.max(axis=0) - X.min(axis=0)
    constante = rango == 0
    rango[constante] = 1
    res = X / rango
    res[:, constante] = 0
    return res


@wrong("tensors.min_max_scale")
def divides_by_the_maximum(X):
    """Divides x - min by the maximum instead of by the range max - min."""
    out = np.zeros(X.shape, dtype=float)
    for j in range(X.shape[1]):
        col = X[:, j]
        if col.max() != col.min():
            out[:, j] = (col - col.min()) / col.max()
    return out


@wrong("tensors.min_max_scale")
def constant_column_divided_by_zero(X):
    """Does not treat the constant column: 0 / 0 gives nan."""
    minimo = np.amin(X, axis=0)
    maximo = np.amax(X, axis=0)
    return (X - minimo) / (maximo - minimo)


@wrong("tensors.min_max_scale")
def constant_column_left_alone(X):
    """Leaves the constant column as it was instead of setting it to 0."""
    Xs = X.copy()
    n_cols = X.shape[1]
    for c in range(n_cols):
        lo, hi = X[:, c].min(), X[:, c].max()
        if hi - lo > 0:
            Xs[:, c] = (X[:, c] - lo) / (hi - lo)
    return Xs


@wrong("tensors.min_max_scale")
def writes_over_the_data(X):
    """Scales the columns inside the array that it received: modifies its argument."""
    for j in range(X.shape[1]):
        lo = X[:, j].min()
        hi = X[:, j].max()
        X[:, j] = 0 if hi == lo else (X[:, j] - lo) / (hi - lo)
    return X


@wrong("tensors.standardize")
def sample_deviation(X):
    """Divides by n - 1: uses the sample deviation instead of the population one."""
    n, d = X.shape
    Z = np.zeros((n, d))
    for j in range(d):
        media = sum(X[:, j]) / n
        var = sum((x - media) ** 2 for x in X[:, j]) / (n - 1)
        if var > 0:
            Z[:, j] = (X[:, j] - media) / var**0.5
    return Z


@wrong("tensors.standardize")
def divides_by_the_variance(X):
    """Divides by the variance: forgets the square root of the deviation."""
    mu = X.mean(axis=0)
    var = ((X - mu) ** 2).mean(axis=0)
    return np.divide(X - mu, var, out=np.zeros_like(X), where=var != 0)


@wrong("tensors.standardize")
def one_mean_for_everything(X):
    """Uses the mean and deviation of the whole matrix instead of those of each column."""
    mu, sigma = np.mean(X), np.std(X)
    if sigma == 0:
        return X * 0
    return (X - mu) / sigma


@wrong("tensors.standardize")
def forgets_the_parentheses(X):
    """Writes x - mu / sigma without parentheses: only the mean is divided."""
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0)
    sigma_segura = np.where(sigma == 0, 1, sigma)
    return np.where(sigma == 0, 0, X - mu / sigma_segura)


@wrong("tensors.standardize")
def only_centres(X):
    """Subtracts the mean but never divides by the deviation."""
    medias = [np.mean(X[:, j]) for j in range(X.shape[1])]
    return X - np.array(medias)


@wrong("tensors.standardize")
def standardizes_every_example(X):
    """Standardises by rows (each example) instead of by columns (each feature)."""
    mu = X.mean(axis=1, keepdims=True)
    sd = X.std(axis=1, keepdims=True)
    sd[sd == 0] = 1
    return (X - mu) / sd


@wrong("tensors.standardize")
def divides_by_the_range(X):
    """Divides by the range max - min instead of by the standard deviation."""
    mu = X.mean(0)
    rango = np.ptp(X, axis=0)
    return (X - mu) / np.where(rango > 0, rango, 1)


@wrong("tensors.standardize")
def nan_in_the_constant_column(X):
    """Does not treat the constant column, whose deviation is 0: 0 / 0 gives nan."""
    columnas = []
    for col in X.T:
        columnas.append((col - col.mean()) / col.std())
    return np.array(columnas).T


@wrong("tensors.fit_standardizer")
def deviation_as_pandas_gives_it(X_train):
    """Divides by n - 1, as pandas does without being asked."""
    medias = np.mean(X_train, axis=0)
    desv = np.std(X_train, axis=0, ddof=1)
    return medias, desv


@wrong("tensors.fit_standardizer")
def two_numbers_for_the_table(X_train):
    """Forgets the axis: one mean and one deviation for all columns together."""
    mu = X_train.mean()
    sigma = X_train.std()
    return mu, sigma


@wrong("tensors.fit_standardizer")
def learns_the_variance(X_train):
    """Forgets the square root: gives the variance of each column."""
    n = len(X_train)
    media = X_train.sum(axis=0) / n
    dispersion = ((X_train - media) ** 2).sum(axis=0) / n
    return media, dispersion


@wrong("tensors.fit_standardizer")
def writes_one_where_it_is_zero(X_train):
    """Decides beforehand what to do with constant columns: writes 1 as their deviation."""
    media = X_train.mean(axis=0)
    desviacion = X_train.std(axis=0)
    desviacion[desviacion == 0] = 1
    return media, desviacion


@wrong("tensors.fit_standardizer")
def gives_the_data_instead(X_train):
    """Transforms the data at once, instead of giving back what it has learned."""
    mu, sigma = X_train.mean(axis=0), X_train.std(axis=0)
    sigma = np.where(sigma == 0, 1, sigma)
    return (X_train - mu) / sigma


@wrong("tensors.fit_standardizer")
def looks_at_each_patient(X_train):
    """Goes along the rows: a mean and a deviation for each example."""
    return np.array([np.mean(x) for x in X_train]), np.array([np.std(x) for x in X_train])


@wrong("tensors.apply_standardizer")
def learns_again_from_these_data(X, mean, deviation):
    """Ignores what it is given and computes the mean and the deviation of X."""
    mu = X.mean(axis=0)
    sigma = X.std(axis=0)
    return (X - mu) / np.where(sigma == 0, 1, sigma)


@wrong("tensors.apply_standardizer")
def constant_columns_are_zero(X, mean, deviation):
    """Sets the columns of deviation 0 to 0, as standardize does, though they may vary here."""
    Z = np.zeros(X.shape)
    for j in range(X.shape[1]):
        if deviation[j] != 0:
            Z[:, j] = (X[:, j] - mean[j]) / deviation[j]
    return Z


@wrong("tensors.apply_standardizer")
def trusts_that_no_deviation_is_zero(X, mean, deviation):
    """Divides by zero where the column was constant."""
    return (X - mean) / deviation


@wrong("tensors.apply_standardizer")
def a_little_something_below(X, mean, deviation):
    """Adds 1e-8 to the deviation so as not to divide by zero: a column of deviation 0 becomes enormous."""
    return (X - mean) / (deviation + 1e-8)


@wrong("tensors.apply_standardizer")
def divides_only_the_mean(X, mean, deviation):
    """Forgets the parentheses: only the mean is divided."""
    s = np.where(deviation > 0, deviation, 1)
    return X - mean / s


@wrong("tensors.apply_standardizer")
def constant_columns_stay_as_they_came(X, mean, deviation):
    """Leaves the columns of deviation 0 untouched: does not even subtract their mean."""
    Z = X.astype(float)
    ok = deviation > 0
    Z[:, ok] = (Z[:, ok] - mean[ok]) / deviation[ok]
    return Z
