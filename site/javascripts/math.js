// Formulas. KaTeX comes only to the pages that have one.
(() => {
  const formulas = document.querySelectorAll(".arithmatex");
  if (!formulas.length) return;
  const folder = new URL("../vendor/katex/", document.currentScript.src);

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("katex.min.css", folder);

  const script = document.createElement("script");
  script.src = new URL("katex.min.js", folder);
  script.onload = () => {
    for (const formula of formulas) {
      // What Markdown leaves: \( ... \) within a line, \[ ... \] by itself.
      const source = formula.textContent.trim();
      const cell = formula.closest("th");
      if (cell?.textContent.trim() === source) {
        // The name of a column, in words: x 1, hat y.
        const words = document.createElement("span");
        words.className = "rna-said";
        words.textContent = source.slice(2, -2).replace(/\\mathbf|[\\{}_]/g, " ").trim();
        cell.append(words);
        formula.ariaHidden = "true";
      }
      katex.render(source.slice(2, -2), formula, { displayMode: source.startsWith("\\["), throwOnError: false });
    }
    document.documentElement.dataset.math = "ready";
  };
  document.head.append(style, script);
})();
