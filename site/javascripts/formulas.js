// The formulas of solutions/ that widgets calculate with. A matrix is an array of rows; tests compare each with NumPy's.

/** σ(z), without overflow. */
export function sigmoid(z) {
  const smaller = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : smaller) / (1 + smaller);
}

/** The probabilities of some scores, without overflow. */
export function softmax(scores) {
  const most = Math.max(...scores);
  const exponentials = Array.from(scores, (z) => Math.exp(z - most));
  const sum = exponentials.reduce((total, each) => total + each);
  return exponentials.map((each) => each / sum);
}

/** What a neuron does to its weighted sum, and the slope there, told by what came out. */
export const ACTIVATIONS = {
  sigmoid: { f: sigmoid, slope: (a) => a * (1 - a) },
  tanh: { f: Math.tanh, slope: (a) => 1 - a * a },
  relu: { f: (z) => Math.max(0, z), slope: (a) => (a > 0 ? 1 : 0) },
  linear: { f: (z) => z, slope: () => 1 },
};

/** The weighted sums X W + b. */
export const sums = (X, { W, b }) =>
  X.map((row) =>
    b.map((bias, j) => {
      let z = bias;
      for (let i = 0; i < row.length; i++) z += row[i] * W[i][j];
      return z;
    }),
  );

export function dense(X, layer) {
  const { f } = ACTIVATIONS[layer.activation];
  return sums(X, layer).map((row) => row.map(f));
}

/** What goes into the network and what comes out of each of its layers {W, b, activation}, in order. */
export function forward(X, layers) {
  const outputs = [X];
  for (const layer of layers) outputs.push(dense(outputs.at(-1), layer));
  return outputs;
}

/** Mean over the examples; `p` are the rows of an only output. */
export function binaryCrossEntropy(y, p) {
  const cost = (label, [each]) => {
    const clipped = Math.min(1 - 1e-7, Math.max(1e-7, each));
    return -Math.log(label ? clipped : 1 - clipped);
  };
  return y.reduce((sum, label, n) => sum + cost(label, p[n]), 0) / y.length;
}

/** What goes in, transposed, times the errors: the gradient of the weights; and the errors' sum, that of the biases. */
function gradients(inputs, delta) {
  const W = inputs[0].map(() => Array(delta[0].length).fill(0));
  const b = Array(delta[0].length).fill(0);
  delta.forEach((errors, n) => {
    for (let j = 0; j < errors.length; j++) {
      b[j] += errors[j];
      for (let i = 0; i < W.length; i++) W[i][j] += inputs[n][i] * errors[j];
    }
  });
  return { W, b, delta };
}

/** The errors that a layer's weights pass on to what goes into it: the outputs `a` of neurons with that slope. */
function passedOn(delta, W, a, slope) {
  return delta.map((errors, n) =>
    W.map((weights, i) => {
      let sum = 0;
      for (let j = 0; j < errors.length; j++) sum += errors[j] * weights[j];
      return sum * slope(a[n][i]);
    }),
  );
}

/** Of each layer the gradients W and b of that loss, and the errors δ of its neurons. The output is a sigmoid. */
export function backpropagation(X, y, layers) {
  const outputs = forward(X, layers);
  let delta = outputs.at(-1).map(([p], n) => [(p - y[n]) / X.length]);
  const found = [gradients(outputs.at(-2), delta)];
  for (let k = layers.length - 1; k > 0; k--) {
    delta = passedOn(delta, layers[k].W, outputs[k], ACTIVATIONS[layers[k - 1].activation].slope);
    found.unshift(gradients(outputs[k - 1], delta));
  }
  return found;
}

/** One step against the gradients; with `penalty` λ, of the loss plus λ Σ w², in which biases do not count. */
export const descend = (layers, gradients, rate, penalty = 0) =>
  layers.map(({ W, b, activation }, k) => ({
    W: W.map((row, i) => row.map((w, j) => w - rate * (gradients[k].W[i][j] + 2 * penalty * w))),
    b: b.map((each, j) => each - rate * gradients[k].b[j]),
    activation,
  }));

const each = (f, ...vectors) => vectors[0].map((_, axis) => f(...vectors.map((vector) => vector[axis])));

export const gradientStep = (w, gradient, rate) => each((x, g) => x - rate * g, w, gradient);

/** The next [w, velocity]. */
export function momentumStep(w, velocity, gradient, rate, momentum) {
  const next = each((v, g) => momentum * v - rate * g, velocity, gradient);
  return [each((x, v) => x + v, w, next), next];
}

/** The next [w, m, v], with Keras's own settings; `t` is 1 for the first step. */
export function adamStep(w, m, v, gradient, t, rate, [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7]) {
  const first = each((one, g) => beta1 * one + (1 - beta1) * g, m, gradient);
  const second = each((one, g) => beta2 * one + (1 - beta2) * g * g, v, gradient);
  const step = (one, other) => (rate * one) / (1 - beta1 ** t) / (Math.sqrt(other / (1 - beta2 ** t)) + epsilon);
  return [each((x, one, other) => x - step(one, other), w, first, second), first, second];
}

/** Random numbers from 0 to 1 that follow from a seed (mulberry32), so that a start can be seen again. */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Glorot's uniform weights between layers of these sizes, and biases of 0. */
export function initialize(sizes, next) {
  return sizes.slice(1).map((units, k) => {
    const r = Math.sqrt(6 / (sizes[k] + units));
    return {
      W: Array.from({ length: sizes[k] }, () => Array.from({ length: units }, () => (2 * next() - 1) * r)),
      b: Array(units).fill(0),
    };
  });
}

/** The indices 0..count-1, shuffled and shared out; the last batch has what is left. */
export function minibatches(count, size, next) {
  const order = Array.from({ length: count }, (_, n) => n);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return Array.from({ length: Math.ceil(count / size) }, (_, k) => order.slice(k * size, (k + 1) * size));
}

/** The kernel, not flipped, at each place of the image where it fits. */
export function convolve(image, kernel) {
  const [rows, columns] = [image.length - kernel.length + 1, image[0].length - kernel[0].length + 1];
  const at = (i, j) => kernel.reduce((sum, row, r) => row.reduce((part, k, s) => part + k * image[i + r][j + s], sum), 0);
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));
}

/** The largest of each block of size × size; what is left over is dropped. */
export function maxPool(image, size) {
  const block = (i, j) => image.slice(i * size, (i + 1) * size).flatMap((row) => row.slice(j * size, (j + 1) * size));
  const [rows, columns] = [Math.floor(image.length / size), Math.floor(image[0].length / size)];
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => Math.max(...block(i, j))));
}
