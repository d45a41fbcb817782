// Grades through the worker, and ends it when a call of the student's code takes too long.

import { keepFiles, whileShown } from "./visit.js";

const POLL = 200; // milliseconds
const MOST_HALTS = 3;

/** What is said while one waits to begin, by the stage that `ask` tells. */
export const BEFORE = {
  waiting: "Primero acaba lo que se está ejecutando en esta página…",
  loading: "Preparando Python en tu navegador…",
};

/** What a student should read when there is no verdict. */
export class NoVerdict extends Error {}

class Checker extends EventTarget {
  #worker = null;
  #ready = null;
  #state = { stage: "absent" };
  #turn = Promise.resolve();
  #asked = 0;

  /** {stage, done, of}: how far Python has come, from "absent" by "download", "packages", "checks" to "ready"; its event is "state". */
  get state() {
    return this.#state;
  }

  #tell(state) {
    this.#state = state;
    this.dispatchEvent(new Event("state"));
  }

  /** Begin loading Python, if it is not there yet; resolves when it is. */
  load() {
    if (this.#ready) return this.#ready;
    const worker = new Worker(new URL("./checker-worker.js", import.meta.url), { type: "module" });
    this.#worker = worker;
    this.#tell({ stage: "download", done: 0 });
    this.#ready = new Promise((resolve, reject) => {
      const fail = () => {
        this.#end();
        reject(new NoVerdict("No se pudo cargar Python. Comprueba tu conexión y vuelve a intentarlo."));
      };
      worker.addEventListener("error", fail);
      worker.addEventListener("message", ({ data }) => {
        if (data.kind === "loading") this.#tell(data);
        if (data.kind === "ready") {
          keepFiles(data.files);
          this.#tell({ stage: "ready" });
          resolve();
        }
        if (data.kind === "unavailable") fail();
      });
    });
    this.#ready.catch(() => {}); // whoever waits for it hears of it
    return this.#ready;
  }

  /**
   * What grader/browser makes of `request`: {exercise, modules, seed} is graded, {exercise, modules, lines} tried out,
   * {program} run.
   *
   * A call that goes on for more than `limits.call` seconds ends the worker. Another is started and repeats the
   * same, which goes alike up to there: what it is told about that call is that it had to be ended.
   *
   * One after the other: whoever asks meanwhile waits, and no time of another's is counted as its own. Leaving the page
   * stops it, as `signal` does.
   *
   * @throws {NoVerdict} there is none: stopped, not loaded, or the checks themselves failed.
   */
  async ask(request, limits, { onStage = () => {}, signal } = {}) {
    const stopped = either(signal, whileShown());
    const before = this.#turn;
    let end;
    this.#turn = Promise.all([before, new Promise((resolve) => (end = resolve))]);
    if (this.#asked++ > 0) onStage("waiting");
    try {
      await until(before, stopped);
      onStage("loading");
      return await this.#answer(request, limits, onStage, stopped);
    } finally {
      this.#asked--;
      end();
    }
  }

  async #answer(request, limits, onStage, signal) {
    const halted = {};
    for (;;) {
      await until(this.load(), signal);
      onStage(Object.keys(halted).length ? "again" : "checking");
      const outcome = await this.#attempt({ ...request, halted }, limits, signal);
      if (outcome.result) return outcome.result;
      if (Object.keys(halted).length === MOST_HALTS) {
        throw new NoVerdict("Tu código se queda parado una y otra vez. Busca el bucle que no termina.");
      }
      halted[outcome.call] = outcome.how;
      onStage("halted");
    }
  }

  #attempt(request, limits, signal) {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      let call = 1;
      let [inCall, inAll, before] = [0, 0, performance.now()];
      const close = () => {
        clearInterval(timer);
        worker.removeEventListener("message", hear);
        worker.removeEventListener("error", crash);
        signal.removeEventListener("abort", stop);
      };
      const halt = (how) => {
        close();
        this.#end();
        resolve({ call, how });
      };
      const crash = (event) => {
        event.preventDefault();
        halt("crashed");
      };
      const stop = () => {
        close();
        this.#end();
        reject(new NoVerdict("Comprobación detenida."));
      };
      const hear = ({ data }) => {
        if (data.kind === "call") [call, inCall] = [data.call, 0];
        else if (data.kind === "crashed") halt("crashed");
        else {
          close();
          if (data.kind === "result") return resolve({ result: data.result });
          this.#end(); // whatever it was, the next grading begins afresh
          reject(new NoVerdict(`El corrector ha fallado, y no es culpa de tu código (${data.reason}).`));
        }
      };
      // A machine that slept, or a page in the background, must not count as time of the student's code.
      const timer = setInterval(() => {
        const now = performance.now();
        const passed = Math.min(now - before, 5 * POLL) / 1000;
        [inCall, inAll, before] = [inCall + passed, inAll + passed, now];
        if (inCall > limits.call || inAll > limits.exercise) halt("timeout");
      }, POLL);
      worker.addEventListener("message", hear);
      worker.addEventListener("error", crash);
      signal.addEventListener("abort", stop);
      worker.postMessage(request);
    });
  }

  #end() {
    this.#worker?.terminate();
    [this.#worker, this.#ready] = [null, null];
    this.#tell({ stage: "absent" });
  }
}

/** Aborted with the first of some signals; AbortSignal.any is younger than some browsers that run all the rest. */
function either(...signals) {
  const any = new AbortController();
  for (const signal of signals) signal?.addEventListener("abort", () => any.abort(), { once: true });
  return any.signal;
}

function until(promise, signal) {
  const stopped = new Promise((_, reject) => {
    const stop = () => reject(new NoVerdict("Comprobación detenida."));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([promise, stopped]);
}

/** One Python for all exercises and programs of a visit. */
export const checker = new Checker();
