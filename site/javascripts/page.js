// Small repairs of a page, once it is there.
(() => {
  // A word is explained where it first appears; a page full of dotted lines is hard to read.
  const explained = new Set();
  for (const term of document.querySelectorAll(".md-content abbr")) {
    if (explained.has(term.title) || term.closest("h1, h2, h3, a, code, dt, th, [lang=en]")) {
      term.replaceWith(...term.childNodes);
    } else {
      explained.add(term.title);
      term.tabIndex = 0;
    }
  }

  // The theme leaves some parts without a name of their own.
  document.querySelector(".md-search")?.setAttribute("aria-label", "Búsqueda");
  for (const menu of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const label = document.getElementById(menu.getAttribute("aria-labelledby"));
    const title = menu.querySelector(":scope > .md-nav__title")?.textContent.trim();
    if (title && !label?.textContent.trim()) {
      menu.removeAttribute("aria-labelledby");
      menu.setAttribute("aria-label", title);
    }
  }
  const nameButtons = () => {
    for (const [place, buttons] of document.querySelectorAll("nav.md-code__nav").entries()) {
      buttons.setAttribute("aria-label", `Código ${place + 1}`);
    }
  };
  new MutationObserver(nameButtons).observe(document.querySelector(".md-content"), { childList: true, subtree: true });
  nameButtons();

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
