// Brings the page to life: each widget and each exercise is a module of its own, loaded where a page has one.

const WIDGETS = new Set(["neuron", "bias", "activations", "softmax", "descent", "xor", "digits"]);

async function mount(element, module, ...rest) {
  if (element.dataset.state) return; // already alive: instant navigation may call us again
  element.dataset.state = "loading";
  try {
    const { mount } = await import(module);
    await mount(element, ...rest);
    element.dataset.state = "ready";
  } catch (error) {
    console.error(error);
    element.dataset.state = "failed";
    element.textContent = "Esta parte de la página no se pudo cargar. Vuelve a cargarla para intentarlo otra vez.";
  }
}

function start() {
  for (const element of document.querySelectorAll(".rna-widget")) {
    if (WIDGETS.has(element.dataset.widget)) mount(element, `./widgets/${element.dataset.widget}.js`);
  }
  for (const element of document.querySelectorAll(".rna-exercise")) {
    mount(element, "./exercise.js", element.dataset.exercise);
  }
}

// Material replaces the page without loading it where its instant navigation is on.
if (globalThis.document$) globalThis.document$.subscribe(start);
else start();
