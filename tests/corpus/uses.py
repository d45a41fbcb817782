"""What honest answers may do beside the exercises' own arithmetic: a submission whose functions use libraries, files of
their own and threads as students of the course do. What they return is of no interest.
"""

import concurrent.futures
import contextlib
import csv
import datetime
import glob
import io
import json
import logging
import os
import pickle
import random
import shutil
import sys
import tempfile
import threading
import time
import zipfile
import zoneinfo
from pathlib import Path

import numpy as np


def numpy_at_large():
    A = np.random.default_rng(0).normal(size=(600, 600))
    np.linalg.svd(A)
    np.linalg.eigh(A @ A.T)
    np.linalg.solve(A, A)
    np.fft.fft2(A)
    np.einsum("ij,jk->ik", A, A)
    np.polyfit(A[0], A[1], 3)
    np.vectorize(lambda z: z + 1)(A[0])
    np.save("a.npy", A)
    np.savez_compressed("a.npz", A=A)
    np.savetxt("a.csv", A[:5], delimiter=",")
    A.tofile("a.bin")
    np.load("a.npy", mmap_mode="r").sum()
    np.load("a.npz")["A"].sum()
    np.loadtxt("a.csv", delimiter=",")
    np.fromfile("a.bin")
    np.memmap("m.bin", dtype="f8", mode="w+", shape=(9,)).flush()


def pandas_at_large():
    import pandas as pd

    days = pd.date_range("2026-01-01", periods=500)
    table = pd.DataFrame({"a": range(500), "b": list("xyzwv") * 100, "t": days})
    table.to_csv("t.csv")
    pd.read_csv("t.csv", parse_dates=["t"])
    table.groupby("b").agg({"a": "mean"})
    table.sort_values("a").merge(table, on="a").pivot_table(index="b_x", values="a")
    table.query("a > 3").sample(5, random_state=1)
    table.corr(numeric_only=True)
    table.to_json()
    table.to_pickle("t.pickle")
    str(table.describe())


def scipy_at_large():
    from scipy import integrate, linalg, optimize, signal, sparse, special, stats

    special.expit(0.5)
    special.softmax([1, 2])
    special.logsumexp([1, 2])
    stats.norm.rvs(size=9, random_state=1)
    optimize.minimize(lambda x: (x**2).sum(), [1, 2])
    optimize.check_grad(lambda x: x[0] ** 2, lambda x: 2 * x, [1.0])
    linalg.lu(linalg.hilbert(200))
    signal.convolve2d([[1, 2]], [[1]])
    integrate.quad(lambda x: x, 0, 1)
    sparse.linalg.eigsh(sparse.eye(50), k=3)


def scikit_learn_at_large():
    from sklearn import datasets, ensemble, linear_model, metrics, model_selection, neural_network, preprocessing

    X, y = datasets.make_classification(400, random_state=1)
    X_train, X_test, y_train, y_test = model_selection.train_test_split(X, y, random_state=42)
    preprocessing.StandardScaler().fit_transform(X)
    preprocessing.OneHotEncoder().fit_transform(y[:, None])
    linear_model.LogisticRegression().fit(X_train, y_train).score(X_test, y_test)
    linear_model.Perceptron().fit(X, y)
    ensemble.HistGradientBoostingClassifier(max_iter=5).fit(X, y)
    ensemble.RandomForestClassifier(5, n_jobs=1).fit(X, y)
    neural_network.MLPClassifier((5,), max_iter=300).fit(X, y)
    metrics.confusion_matrix(y, y)
    metrics.log_loss(y, [0.5] * 400)
    metrics.pairwise_distances(X)
    model_selection.cross_val_score(linear_model.RidgeClassifier(), X, y)


def own_files():
    Path("d/e").mkdir(parents=True, exist_ok=True)
    Path("d/e/a.txt").write_text("x")
    shutil.move("d/e/a.txt", "d/b.txt")
    Path("d/b.txt").rename("d/c.txt")
    with open("d/c.txt", "a+") as file:
        file.write("y")
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        file.truncate(1)
        file.tell()
        file.isatty()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as scratch, tempfile.NamedTemporaryFile():
        Path(folder, "z").touch()
        scratch.write(b"z")
    shutil.copyfile("d/c.txt", "d/f.txt")
    glob.glob("**", recursive=True)
    list(os.walk("."))
    os.path.realpath("d")
    os.access("d", os.R_OK)
    os.stat("d")
    os.getcwd()
    os.listdir(".")
    os.chdir("d")
    os.chdir("..")
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("a", "b")
        archive.write("d/c.txt")
    shutil.unpack_archive("a.zip", "u")
    shutil.disk_usage(".")
    shutil.rmtree("d")
    Path("a.zip").unlink()
    csv.writer(io.StringIO()).writerow([1])
    json.dumps({"a": 1})
    pickle.loads(pickle.dumps([1]))


def time_chance_and_words():
    time.sleep(0.01)
    time.process_time()
    time.thread_time()
    time.localtime()
    datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Madrid"))
    random.SystemRandom().random()
    os.urandom(8)
    os.times()
    logging.getLogger("x").warning("x")
    print("x", file=sys.stderr)
    sys.stdout.flush()
    os.cpu_count()
    os.getloadavg()
    os.getpid()
    os.getppid()
    os.getuid()
    os.uname()
    os.sched_getaffinity(0)
    with contextlib.suppress(EOFError):
        input()
    with contextlib.suppress(OSError):
        os.get_terminal_size()
    import resource

    resource.getrusage(resource.RUSAGE_SELF)
    resource.getrlimit(resource.RLIMIT_AS)


def threads():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: time.sleep(0.001), range(9)))
    lock, event = threading.Lock(), threading.Event()
    timer = threading.Timer(0.01, event.set)
    timer.start()
    event.wait(1)
    lock.acquire(timeout=0.1)
    threading.get_native_id()
    timer.join()


def tensorflow_at_large():
    import keras
    import tensorflow as tf

    X, y = np.random.default_rng(0).normal(size=(300, 8)), np.arange(300) % 2
    dense, drop = keras.layers.Dense(9, "relu"), keras.layers.Dropout(0.1)
    batch, last = keras.layers.BatchNormalization(), keras.layers.Dense(1, "sigmoid")
    model = keras.Sequential([keras.Input((8,)), dense, batch, drop, last])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    stop, keep = keras.callbacks.EarlyStopping(patience=1), keras.callbacks.ModelCheckpoint("best.keras")
    model.fit(X, y, epochs=3, validation_split=0.2, callbacks=[stop, keep, keras.callbacks.CSVLogger("log")], verbose=2)
    data = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(300).batch(32).cache().prefetch(tf.data.AUTOTUNE)
    model.fit(data, epochs=1, verbose=1)
    model.predict(X)
    model.evaluate(X, y)
    model.summary()
    model.save("m.keras")
    model.save("m.h5")
    model.export("saved")
    model.save_weights("w.weights.h5")
    keras.models.load_model("m.keras")
    keras.utils.to_categorical(y)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(tf.constant(X, tf.float32)) ** 2)
    tape.gradient(loss, model.trainable_variables)
    tf.function(lambda z: z @ tf.transpose(z))(tf.ones((400, 400)))
    tf.linalg.svd(tf.random.normal((50, 50)))
    tf.io.read_file("log")


def convolutions_and_compilation():
    import keras
    import tensorflow as tf

    images = np.zeros((40, 28, 28, 1), "float32")
    convolution, pool = keras.layers.Conv2D(4, 3, activation="relu"), keras.layers.MaxPooling2D()
    flat, dense = keras.layers.Flatten(), keras.layers.Dense(10)
    cnn = keras.Sequential([keras.Input((28, 28, 1)), convolution, pool, flat, dense])
    cnn.compile("sgd", "mse", jit_compile=True)
    cnn.fit(images, np.zeros((40, 10)), verbose=0)
    tf.image.resize(images, (14, 14))
