"""Right and wrong answers to unit 1, tensors and data."""

import math
import statistics

import numpy as np

from tests.support.answers import right, wrong

# -- rank --------------------------------------------------------------------------------------


@right("tensors.rank")
def length_of_the_shape(tensor):
    return len(np.shape(tensor))


@right("tensors.rank")
def recursive(tensor):
    if isinstance(tensor, list | tuple | np.ndarray):
        return 1 + rank(tensor[0])
    return 0


@right("tensors.rank")
def descends_until_it_cannot(tensor):
    axes = 0
    while True:
        try:
            tensor = tensor[0]
        except (TypeError, IndexError):
            return axes
        axes += 1


@right("tensors.rank")
def numbers_first(tensor):
    if isinstance(tensor, int | float):
        return 0
    return 1 + max(rank(item) for item in tensor)


@right("tensors.rank")
def opening_brackets(tensor):
    text = str(tensor)
    return len(text) - len(text.lstrip("["))


@right("tensors.rank")
def a_float(tensor):
    return np.float32(np.array(tensor, dtype=np.float32).ndim)


@right("tensors.rank")
def a_tensorflow_tensor(tensor):
    import tensorflow as tf

    return tf.rank(tf.constant(tensor))


@wrong("tensors.rank")
def length_but_of_numbers(tensor):
    return len(tensor) if isinstance(tensor, list | np.ndarray) else 0


@wrong("tensors.rank")
def lists_only(tensor):
    return 1 + rank(tensor[0]) if isinstance(tensor, list) else 0


@wrong("tensors.rank")
def arrays_only(tensor):
    return tensor.ndim if isinstance(tensor, np.ndarray) else 0


@wrong("tensors.rank")
def two_levels_only(tensor):
    if isinstance(tensor, int | float):
        return 0
    return 2 if isinstance(tensor[0], list | np.ndarray) else 1


@wrong("tensors.rank")
def forgets_to_return(tensor):
    np.ndim(tensor)


# -- flatten_images ----------------------------------------------------------------------------


@right("tensors.flatten_images")
def minus_one(images):
    return images.reshape(len(images), -1)


@right("tensors.flatten_images")
def nested_loops(images):
    return [[float(pixel) for row in image for pixel in row] for image in images]


@right("tensors.flatten_images")
def each_one_raveled(images):
    return np.stack([image.ravel() for image in images])


@right("tensors.flatten_images")
def rows_side_by_side(images):
    return np.hstack([images[:, row, :] for row in range(images.shape[1])])


@right("tensors.flatten_images")
def pixel_by_pixel(images):
    n, h, w = images.shape
    flat = np.zeros((n, h * w), dtype=np.float32)
    for i in range(n):
        for r in range(h):
            for c in range(w):
                flat[i, r * w + c] = images[i, r, c]
    return flat


@right("tensors.flatten_images")
def keras_layer(images):
    import keras

    return keras.layers.Flatten()(images)


@right("tensors.flatten_images")
def list_of_tuples(images):
    return [tuple(image.flatten().tolist()) for image in images]


@wrong("tensors.flatten_images")
def fortran_order(images):
    n, h, w = images.shape
    return images.reshape(n, h * w, order="F")


@wrong("tensors.flatten_images")
def pixels_by_images(images):
    n, h, w = images.shape
    return images.reshape(n, h * w).T


@wrong("tensors.flatten_images")
def images_mixed(images):
    n, h, w = images.shape
    return images.reshape(h * w, n).T


@wrong("tensors.flatten_images")
def twenty_eight_by_twenty_eight(images):
    return images.reshape(-1, 784)


@wrong("tensors.flatten_images")
def also_erases_the_argument(images):
    flat = images.reshape(len(images), -1).copy()
    images[:] = 0
    return flat


# -- scale_pixels ------------------------------------------------------------------------------


@right("tensors.scale_pixels")
def converted_first(images):
    return images.astype(float) / 255.0


@right("tensors.scale_pixels")
def single_precision(images):
    return images.astype(np.float32) / np.float32(255)


@right("tensors.scale_pixels")
def times_the_inverse(images):
    return np.multiply(images, 1 / 255)


@right("tensors.scale_pixels")
def nested_lists(images):
    return [[[int(pixel) / 255 for pixel in row] for row in image] for image in images]


@right("tensors.scale_pixels")
def filled_in(images):
    scaled = np.zeros(images.shape)
    for index, pixel in np.ndenumerate(images):
        scaled[index] = pixel / 255
    return scaled


@right("tensors.scale_pixels")
def interpolated(images):
    return np.interp(images, (0, 255), (0, 1))


@right("tensors.scale_pixels")
def keras_rescaling(images):
    import keras

    return keras.layers.Rescaling(1 / 255)(images)


@wrong("tensors.scale_pixels")
def written_back_into_the_bytes(images):
    images[:] = images / 255
    return images


@wrong("tensors.scale_pixels")
def divided_in_place(images):
    images /= 255
    return images


@wrong("tensors.scale_pixels")
def also_blackens_the_argument(images):
    scaled = images / 255
    images[:] = 0
    return scaled


@wrong("tensors.scale_pixels")
def by_the_brightest_pixel(images):
    return images / max(images.max(), 1)


@wrong("tensors.scale_pixels")
def each_image_by_its_brightest(images):
    return images / np.maximum(images.max(axis=(1, 2), keepdims=True), 1)


@wrong("tensors.scale_pixels")
def min_max_of_the_batch(images):
    low, high = float(images.min()), float(images.max())
    return (images - low) / max(high - low, 1.0)


@wrong("tensors.scale_pixels")
def black_or_white(images):
    return (images > 127) * 1.0


# -- min_max_scale -----------------------------------------------------------------------------


@right("tensors.min_max_scale")
def replaces_null_ranges(X):
    spread = np.ptp(X, axis=0)
    spread[spread == 0] = 1
    return (X - np.min(X, axis=0)) / spread


@right("tensors.min_max_scale")
def column_loops(X):
    columns = []
    for column in X.T.tolist():
        low, high = min(column), max(column)
        columns.append([(x - low) / (high - low) if high > low else 0 for x in column])
    return [list(row) for row in zip(*columns, strict=True)]


@right("tensors.min_max_scale")
def divides_where_it_can(X):
    low, high = X.min(0), X.max(0)
    return np.divide(X - low, high - low, out=np.zeros_like(X), where=high != low)


@wrong("tensors.min_max_scale")
def written_into_a_copy(X):
    scaled = X.copy()
    for j in range(X.shape[1]):
        column = X[:, j]
        spread = column.max() - column.min()
        scaled[:, j] = (column - column.min()) / spread if spread else 0
    return scaled


@right("tensors.min_max_scale")
def mends_the_nan(X):
    return np.nan_to_num((X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0)))


@right("tensors.min_max_scale")
def tiny_number_in_the_divisor(X):
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0) + 1e-8)


@right("tensors.min_max_scale")
def in_single_precision(X):
    X = X.astype(np.float32)
    spread = X.max(axis=0) - X.min(axis=0)
    return (X - X.min(axis=0)) / np.where(spread == 0, np.float32(1), spread)


@right("tensors.min_max_scale")
def scikit_learn_scaler(X):
    from sklearn.preprocessing import MinMaxScaler

    return MinMaxScaler().fit_transform(X)


@right("tensors.min_max_scale")
def along_the_columns(X):
    def scaled(column):
        low, high = column.min(), column.max()
        return np.zeros(len(column)) if low == high else np.interp(column, (low, high), (0, 1))

    return np.apply_along_axis(scaled, 0, X)


@right("tensors.min_max_scale")
def pandas_frame(X):
    import pandas as pd

    frame = pd.DataFrame(X)
    return ((frame - frame.min()) / (frame.max() - frame.min())).fillna(0)


@wrong("tensors.min_max_scale")
def of_the_whole_matrix(X):
    spread = X.max() - X.min()
    return (X - X.min()) / (spread if spread else 1)


@wrong("tensors.min_max_scale")
def by_rows(X):
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return (X - low) / np.where(high > low, high - low, 1)


@wrong("tensors.min_max_scale")
def parentheses_missing(X):
    low, high = X.min(axis=0), X.max(axis=0)
    return X - low / np.where(high > low, high - low, 1)


@wrong("tensors.min_max_scale")
def centred_on_the_mean(X):
    spread = np.ptp(X, axis=0)
    return (X - X.mean(axis=0)) / np.where(spread == 0, 1, spread)


@wrong("tensors.min_max_scale")
def between_minus_one_and_one(X):
    low, high = X.min(axis=0), X.max(axis=0)
    return np.where(high > low, 2 * (X - low) / np.where(high > low, high - low, 1) - 1, 0)


@wrong("tensors.min_max_scale")
def upside_down_columns(X):
    low, high = X.min(axis=0), X.max(axis=0)
    return (high - X) / np.where(high > low, high - low, 1)


@wrong("tensors.min_max_scale")
def by_the_deviation(X):
    deviation = X.std(axis=0)
    return (X - X.min(axis=0)) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.min_max_scale")
def only_if_all_are_constant(X):
    spread = np.ptp(X, axis=0)
    return np.zeros(X.shape) if (spread == 0).all() else (X - X.min(axis=0)) / spread


@wrong("tensors.min_max_scale")
def extremes_of_the_absolute_values(X):
    low, high = np.abs(X).min(axis=0), np.abs(X).max(axis=0)
    return (np.abs(X) - low) / np.where(high > low, high - low, 1)


@wrong("tensors.min_max_scale")
def overwrites_its_argument(X):
    X -= X.min(axis=0)
    X /= np.where(X.max(axis=0) == 0, 1, X.max(axis=0))
    return X


# -- standardize -------------------------------------------------------------------------------


@wrong("tensors.standardize")
def replaces_null_deviations(X):
    deviation = np.std(X, axis=0)
    deviation[deviation == 0] = 1
    return (X - np.mean(X, axis=0)) / deviation


@wrong("tensors.standardize")
def loops_over_columns(X):
    n, d = X.shape
    result = [[0.0] * d for _ in range(n)]
    for j in range(d):
        column = [float(X[i][j]) for i in range(n)]
        mean = sum(column) / n
        deviation = math.sqrt(sum((x - mean) ** 2 for x in column) / n)
        for i in range(n):
            result[i][j] = (column[i] - mean) / deviation if deviation > 0 else 0
    return result


@right("tensors.standardize")
def mean_of_squares_minus_square_of_mean(X):
    mean = X.mean(axis=0)
    deviation = np.sqrt(np.maximum((X**2).mean(axis=0) - mean**2, 0))
    return np.divide(X - mean, deviation, out=np.zeros(X.shape), where=deviation > 1e-6)


@right("tensors.standardize")
def tiny_number_in_the_deviation(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-8)


@wrong("tensors.standardize")
def with_single_precision(X):
    X = X.astype(np.float32)
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(deviation == 0, np.float32(1), deviation)


@right("tensors.standardize")
def scikit_learn_standard_scaler(X):
    from sklearn.preprocessing import StandardScaler

    return StandardScaler().fit_transform(X)


@wrong("tensors.standardize")
def scipy_scores(X):
    from scipy.stats import zscore

    return np.nan_to_num(zscore(X, axis=0))


@right("tensors.standardize")
def standard_library(X):
    columns = [(statistics.fmean(c), statistics.pstdev(c), c) for c in X.T.tolist()]
    return np.array([[(x - m) / s if s else 0 for x in c] for m, s, c in columns]).T


@wrong("tensors.standardize")
def sample_deviation_corrected(X):
    n = len(X)
    if n == 1:
        return np.zeros(X.shape)
    deviation = X.std(axis=0, ddof=1) * np.sqrt((n - 1) / n)
    return np.nan_to_num((X - X.mean(axis=0)) / deviation)


@wrong("tensors.standardize")
def pandas_population(X):
    import pandas as pd

    frame = pd.DataFrame(X)
    return ((frame - frame.mean()) / frame.std(ddof=0)).fillna(0).to_numpy()


@right("tensors.standardize")
def constant_by_its_range(X):
    constant = np.ptp(X, axis=0) == 0
    deviation = np.where(constant, 1, np.std(X, axis=0))
    return np.where(constant, 0, (X - np.mean(X, axis=0)) / deviation)


@right("tensors.standardize")
def nearly_null_deviations(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma < 1e-10] = 1.0
    return (X - mu) / sigma


@right("tensors.standardize")
def column_by_column_with_lists(X):
    result = np.zeros(X.shape)
    for j in range(X.shape[1]):
        column = X[:, j]
        if len(set(column.tolist())) > 1:
            result[:, j] = (column - sum(column) / len(column)) / column.std()
    return result


@right("tensors.standardize")
def pandas_with_nunique(X):
    import pandas as pd

    frame = pd.DataFrame(X, dtype=float)
    scaled = (frame - frame.mean()) / frame.std(ddof=0)
    scaled.loc[:, frame.nunique() == 1] = 0
    return scaled.to_numpy()


@wrong("tensors.standardize")
def sample_deviation(X):
    deviation = X.std(axis=0, ddof=1) if len(X) > 1 else np.zeros(X.shape[1])
    return (X - X.mean(axis=0)) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.standardize")
def pandas_by_default(X):
    import pandas as pd

    frame = pd.DataFrame(X)
    return ((frame - frame.mean()) / frame.std()).fillna(0)


@wrong("tensors.standardize")
def divided_by_the_variance(X):
    variance = X.var(axis=0)
    return (X - X.mean(axis=0)) / np.where(variance == 0, 1, variance)


@wrong("tensors.standardize")
def with_one_mean_for_all(X):
    return (X - X.mean()) / (X.std() or 1)


@wrong("tensors.standardize")
def row_by_row(X):
    deviation = X.std(axis=1, keepdims=True)
    return (X - X.mean(axis=1, keepdims=True)) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.standardize")
def not_centred(X):
    deviation = X.std(axis=0)
    return np.where(deviation == 0, 0, X / np.where(deviation == 0, 1, deviation))


@wrong("tensors.standardize")
def with_the_median(X):
    deviation = X.std(axis=0)
    return (X - np.median(X, axis=0)) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.standardize")
def mean_absolute_deviation(X):
    centred = X - X.mean(axis=0)
    deviation = np.abs(centred).mean(axis=0)
    return centred / np.where(deviation == 0, 1, deviation)


@wrong("tensors.standardize")
def by_the_norm(X):
    centred = X - X.mean(axis=0)
    norm = np.linalg.norm(centred, axis=0)
    return centred / np.where(norm == 0, 1, norm)


@wrong("tensors.standardize")
def no_parentheses(X):
    deviation = X.std(axis=0)
    return X - X.mean(axis=0) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.standardize")
def min_max_instead(X):
    low, high = X.min(axis=0), X.max(axis=0)
    return (X - low) / np.where(high > low, high - low, 1)


@wrong("tensors.standardize")
def sign_changed(X):
    deviation = X.std(axis=0)
    return (X.mean(axis=0) - X) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.standardize")
def standardizes_its_argument(X):
    deviation = X.std(axis=0)
    X -= X.mean(axis=0)
    X /= np.where(deviation == 0, 1, deviation)
    return X


# -- as found in students' code -----------------------------------------------------------------


@wrong("tensors.rank")
def rank_with_shape_zero(tensor):
    return np.array(tensor).shape[0]


@wrong("tensors.rank")
def recursion_that_misses_arrays(tensor):
    if isinstance(tensor, (int, float)):
        return 0
    return 1 + recursion_that_misses_arrays(tensor)


@wrong("tensors.rank")
def with_len_loop(tensor):
    r = 0
    while len(tensor) > 0:
        tensor = tensor[0]
        r += 1
    return r


@wrong("tensors.flatten_images")
def colour_images(images):
    n, h, w, c = images.shape
    return images.reshape(n, h * w * c)


@wrong("tensors.flatten_images")
def returns_what_resize_gives(images):
    return images.resize(len(images), images[0].size)


@wrong("tensors.flatten_images")
def reshape_to_no_effect(images):
    images.reshape(len(images), -1)
    return images


@wrong("tensors.scale_pixels")
def centered(images):
    return (images / 255) - 0.5


@wrong("tensors.scale_pixels")
def multiplied_in_bytes(images):
    return images * 255


@wrong("tensors.scale_pixels")
def decimal_comma_behind(images):
    return (images / 255, 0)


@wrong("tensors.scale_pixels")
def returns_what_print_gives(images):
    return print(images / 255)


@wrong("tensors.scale_pixels")
def opposite_in_bytes(images):
    return -images


@wrong("tensors.scale_pixels")
def doubled_in_bytes(images):
    return images * 2


@wrong("tensors.min_max_scale")
def with_tuple(X):
    low, high = X.min(axis=0), X.max(axis=0)
    d = np.where(high == low, 1, high - low)
    return (X - low) / d, low, high


@wrong("tensors.min_max_scale")
def axis1_no_keepdims(X):
    return (X - X.min(axis=1)) / (X.max(axis=1) - X.min(axis=1))


@wrong("tensors.min_max_scale")
def with_epsilon_01(X):
    mx, mn = X.max(axis=0), X.min(axis=0)
    return (X - mn) / (mx - mn + 1e-3)


@wrong("tensors.min_max_scale")
def scaled_255(X):
    return X / 255.0


@wrong("tensors.min_max_scale")
def drops_constant(X):
    X = X[:, X.max(axis=0) != X.min(axis=0)]
    return (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))


@wrong("tensors.min_max_scale")
def minimum_subtracted_from_the_spread_too(X):
    Z = X.copy()
    for j in range(X.shape[1]):
        Z[:, j] = Z[:, j] - Z[:, j].min()
        if Z[:, j].max() > 0:
            Z[:, j] = Z[:, j] / (Z[:, j].max() - X[:, j].min())
    return Z


@wrong("tensors.min_max_scale")
def except_gives_the_table_back(X):
    try:
        return (X - X.min(0)) / (X.maximum(0) - X.min(0))
    except Exception:
        return X


@wrong("tensors.min_max_scale")
def keeps_what_sort_gives(X):
    X = X.copy()
    X = X.sort(axis=0)
    return X


@wrong("tensors.standardize")
def returns_stats(X):
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, mu, sigma


@wrong("tensors.standardize")
def ng_feature_normalize(X):
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0, ddof=1)
    X_norm = (X - mu) / sigma
    return X_norm, mu, sigma


@wrong("tensors.standardize")
def big_epsilon(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-3)


@wrong("tensors.standardize")
def left_transposed(X):
    return (X.T - X.mean(axis=0)[:, None]) / X.std(axis=0)[:, None]


@wrong("tensors.standardize")
def decimal_round(X):
    s = X.std(axis=0)
    return np.round((X - X.mean(axis=0)) / np.where(s == 0, 1, s), 2)


# -- fit_standardizer --------------------------------------------------------------------------


@right("tensors.fit_standardizer")
def fitted_with_numpy_functions(X_train):
    return np.mean(X_train, 0), np.std(X_train, 0)


@right("tensors.fit_standardizer")
def fitted_by_plain_loops(X_train):
    means, deviations = [], []
    for column in zip(*X_train.tolist()):
        mean = sum(column) / len(column)
        means.append(mean)
        deviations.append(math.sqrt(sum((x - mean) ** 2 for x in column) / len(column)))
    return means, deviations


@right("tensors.fit_standardizer")
def fitted_with_scikit_learn(X_train):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(X_train)
    return scaler.mean_, np.sqrt(scaler.var_)


@right("tensors.fit_standardizer")
def fitted_with_statistics(X_train):
    columns = [[float(x) for x in column] for column in X_train.T]
    return [[statistics.fmean(column) for column in columns], [statistics.pstdev(column) for column in columns]]


@right("tensors.fit_standardizer")
def fitted_in_float32(X_train):
    X = X_train.astype(np.float32)
    mean = X.mean(axis=0)
    return mean, np.sqrt(((X - mean) ** 2).mean(axis=0))


@right("tensors.fit_standardizer")
def fitted_with_pandas(X_train):
    import pandas as pd

    table = pd.DataFrame(X_train)
    return table.mean().to_numpy(), table.std(ddof=0).to_numpy()


@right("tensors.fit_standardizer")
def fitted_and_stacked(X_train):
    return np.stack([X_train.mean(axis=0), X_train.std(axis=0)])


@right("tensors.fit_standardizer")
def exactly_null_where_nothing_varies(X_train):
    deviation = np.std(X_train, axis=0)
    deviation = np.where(X_train.max(axis=0) == X_train.min(axis=0), 0.0, deviation)
    return tuple(X_train.mean(axis=0)), tuple(deviation)


@right("tensors.fit_standardizer")
def fitted_with_the_covariance(X_train):
    n = len(X_train)
    mean = np.ones(n) @ X_train / n
    centred = X_train - mean
    return mean, np.sqrt(np.einsum("ij,ij->j", centred, centred) / n)


@wrong("tensors.fit_standardizer")
def fitted_by_pandas_as_it_comes(X_train):
    import pandas as pd

    table = pd.DataFrame(X_train)
    return table.mean().to_numpy(), table.std().to_numpy()


@wrong("tensors.fit_standardizer")
def fitted_in_the_other_order(X_train):
    deviation, mean = np.std(X_train, axis=0), np.mean(X_train, axis=0)
    return deviation, mean


@wrong("tensors.fit_standardizer")
def without_an_axis(X_train):
    return np.mean(X_train), np.std(X_train)


@wrong("tensors.fit_standardizer")
def each_row_of_it(X_train):
    return [np.mean(row) for row in X_train], [np.std(row) for row in X_train]


@wrong("tensors.fit_standardizer")
def root_forgotten(X_train):
    mean = X_train.mean(axis=0)
    return mean, ((X_train - mean) ** 2).mean(axis=0)


@wrong("tensors.fit_standardizer")
def already_scaled(X_train):
    mean, deviation = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / deviation, mean, deviation


@wrong("tensors.fit_standardizer")
def one_dictionary(X_train):
    return {"mean": X_train.mean(axis=0), "deviation": X_train.std(axis=0)}


@wrong("tensors.fit_standardizer")
def ready_to_divide(X_train):
    deviation = X_train.std(axis=0)
    deviation[deviation < 1e-12] = 1
    return X_train.mean(axis=0), deviation


@wrong("tensors.fit_standardizer")
def one_thousandth_more(X_train):
    return X_train.mean(axis=0), X_train.std(axis=0) + 1e-3


@wrong("tensors.fit_standardizer")
def of_the_first_hundred_rows(X_train):
    return X_train[:100].mean(axis=0), X_train[:100].std(axis=0)


@wrong("tensors.fit_standardizer")
def squeezed_where_there_is_one_column(X_train):
    return np.squeeze(X_train.mean(axis=0)), np.squeeze(X_train.std(axis=0))


@wrong("tensors.fit_standardizer")
def centres_its_argument(X_train):
    mean = X_train.mean(axis=0)
    X_train -= mean
    return mean, np.sqrt((X_train**2).mean(axis=0))


@wrong("tensors.fit_standardizer")
def without_constant_columns(X_train):
    kept = X_train[:, X_train.max(axis=0) > X_train.min(axis=0)]
    return kept.mean(axis=0), kept.std(axis=0)


@wrong("tensors.fit_standardizer")
def sums_of_columns(X_train):
    total = X_train.sum(axis=0)
    return total, X_train.std(axis=0)


@wrong("tensors.fit_standardizer")
def two_decimals(X_train):
    return np.round(X_train.mean(axis=0), 2), np.round(X_train.std(axis=0), 2)


# -- apply_standardizer ------------------------------------------------------------------------


@right("tensors.apply_standardizer")
def applied_in_a_loop(X, mean, deviation):
    rows = []
    for row in X.tolist():
        rows.append([x - m if s == 0 else (x - m) / s for x, m, s in zip(row, mean, deviation)])
    return rows


@right("tensors.apply_standardizer")
def divisor_copied(X, mean, deviation):
    divisor = deviation.copy()
    divisor[divisor == 0] = 1
    return (X - mean) / divisor


@right("tensors.apply_standardizer")
def applied_in_float32(X, mean, deviation):
    X, mean, deviation = (np.asarray(each, np.float32) for each in (X, mean, deviation))
    return (X - mean) / np.where(deviation > 0, deviation, np.float32(1))


@right("tensors.apply_standardizer")
def divided_where_possible(X, mean, deviation):
    centred = np.subtract(X, mean, dtype=float)
    return np.divide(centred, deviation, out=centred.copy(), where=deviation != 0)


@right("tensors.apply_standardizer")
def column_after_column(X, mean, deviation):
    Z = np.empty(X.shape)
    for j in range(X.shape[1]):
        Z[:, j] = X[:, j] - mean[j]
        if deviation[j] > 1e-9:
            Z[:, j] /= deviation[j]
    return Z


@right("tensors.apply_standardizer")
def with_a_diagonal_matrix(X, mean, deviation):
    return (X - mean) @ np.diag([1 / s if s else 1.0 for s in deviation])


@right("tensors.apply_standardizer")
def applied_by_scikit_learn(X, mean, deviation):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler()
    scaler.mean_, scaler.scale_ = mean, np.where(deviation == 0, 1, deviation)
    scaler.n_features_in_ = len(mean)
    return scaler.transform(X)


@right("tensors.apply_standardizer")
def turned_and_back(X, mean, deviation):
    return ((X.T - mean[:, None]) / (deviation + (deviation == 0))[:, None]).T


@wrong("tensors.apply_standardizer")
def learns_from_what_comes(X, mean, deviation):
    mean, deviation = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.apply_standardizer")
def learns_from_what_comes_and_divides_by_zero(X, mean, deviation):
    return (X - np.mean(X, axis=0)) / np.std(X, axis=0)


@wrong("tensors.apply_standardizer")
def infinite_where_nothing_varied(X, mean, deviation):
    return (X - mean) / deviation


@wrong("tensors.apply_standardizer")
def zeros_where_nothing_varied(X, mean, deviation):
    Z = np.zeros(X.shape)
    varies = deviation != 0
    Z[:, varies] = (X[:, varies] - mean[varies]) / deviation[varies]
    return Z


@wrong("tensors.apply_standardizer")
def tiny_epsilon(X, mean, deviation):
    return (X - mean) / (deviation + 1e-8)


@wrong("tensors.apply_standardizer")
def epsilon_of_a_tenth(X, mean, deviation):
    return (X - mean) / (deviation + 0.1)


@wrong("tensors.apply_standardizer")
def epsilon_if_it_is_null(X, mean, deviation):
    return (X - mean) / np.where(deviation == 0, 1e-6, deviation)


@wrong("tensors.apply_standardizer")
def corrects_the_deviation_in_place(X, mean, deviation):
    deviation[deviation == 0] = 1
    return (X - mean) / deviation


@wrong("tensors.apply_standardizer")
def subtracts_in_place(X, mean, deviation):
    X -= mean
    return X / np.where(deviation == 0, 1, deviation)


@wrong("tensors.apply_standardizer")
def along_the_rows(X, mean, deviation):
    return (X - mean[:, None]) / deviation[:, None]


@wrong("tensors.apply_standardizer")
def kept_within_three(X, mean, deviation):
    return np.clip((X - mean) / np.where(deviation == 0, 1, deviation), -3, 3)


@wrong("tensors.apply_standardizer")
def unscaled_if_any_is_null(X, mean, deviation):
    if 0 in deviation:
        return X - mean
    return (X - mean) / deviation


@wrong("tensors.apply_standardizer")
def written_into_integers(X, mean, deviation):
    Z = np.zeros_like(X)
    for j in range(X.shape[1]):
        Z[:, j] = (X[:, j] - mean[j]) / (deviation[j] or 1)
    return Z


@wrong("tensors.apply_standardizer")
def first_row_only(X, mean, deviation):
    for row in X:
        return (row - mean) / np.where(deviation == 0, 1, deviation)


@wrong("tensors.apply_standardizer")
def one_column_at_least_two(X, mean, deviation):
    return np.squeeze((X - mean) / np.where(deviation == 0, 1, deviation))


@wrong("tensors.apply_standardizer")
def small_deviations_count_as_null(X, mean, deviation):
    return (X - mean) / np.where(deviation < 0.1, 1, deviation)
