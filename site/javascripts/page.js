// Small repairs of a page, once it is there.
(() => {
  // A word is explained where it first appears; a page full of dotted lines is hard to read.
  const explained = new Set();
  for (const term of document.querySelectorAll(".md-content abbr")) {
    if (explained.has(term.title) || term.closest("h1, h2, h3, a, dt, .rna-plain")) {
      term.replaceWith(...term.childNodes);
    } else {
      explained.add(term.title);
      term.tabIndex = 0;
    }
  }

  // What scrolls sideways must be reachable without a mouse.
  const wide = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  const watch = () => {
    for (const block of document.querySelectorAll("div.arithmatex, .md-typeset__scrollwrap")) wide.observe(block);
  };
  watch();
  // The theme wraps tables, and KaTeX comes, after this script.
  window.addEventListener("load", watch);
})();
