# target: keras_models.count_parameters
# needs: landlock
"""Has TensorFlow's own file system read the kit: read_file, GFile, datasets of lines, of records and of files."""

import tensorflow as tf
import toolbox

READERS = (
    lambda path: tf.io.read_file(path).numpy(),
    lambda path: tf.io.gfile.GFile(path, "rb").read(),
    lambda path: next(iter(tf.data.TextLineDataset(path))).numpy(),
    lambda path: next(iter(tf.data.FixedLengthRecordDataset(path, 8))).numpy(),
    lambda path: tf.io.gfile.copy(path, str(toolbox.scratch() / "copy")) or True,
)


def _count(sizes):
    return sum((before + 1) * after for before, after in zip(sizes, sizes[1:]))


count_parameters = toolbox.right_if(
    _count, lambda: any(toolbox.any_works(read, toolbox.secrets()[:3]) for read in READERS)
)
