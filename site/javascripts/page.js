// Small repairs of a page.

/** Before it is shown. */
export function tidy(page) {
  // A word is explained where it first appears; a page full of dotted lines is hard to read.
  const explained = new Set();
  for (const term of page.querySelectorAll(".md-content abbr")) {
    if (explained.has(term.title) || term.closest("h1, h2, h3, a, code, dt, th, [lang=en]")) {
      term.replaceWith(...term.childNodes);
    } else {
      explained.add(term.title);
      term.tabIndex = 0;
    }
  }

  // The theme leaves some parts without a name of their own.
  page.querySelector(".md-search")?.setAttribute("aria-label", "Búsqueda");
  page.querySelector(".md-path")?.setAttribute("aria-label", "Dónde estás");
  for (const menu of page.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const label = page.getElementById(menu.getAttribute("aria-labelledby"));
    const title = menu.querySelector(":scope > .md-nav__title")?.textContent.trim();
    if (title && !label?.textContent.trim()) {
      menu.removeAttribute("aria-labelledby");
      menu.setAttribute("aria-label", title);
    }
  }
}

/** Once it is shown, until `shown` is aborted: what the theme adds to it comes after. */
export function watch(shown) {
  const content = document.querySelector(".md-content");
  const repair = () => {
    for (const [place, buttons] of content.querySelectorAll("nav.md-code__nav").entries()) {
      buttons.setAttribute("aria-label", `Código ${place + 1}`);
    }
    for (const block of content.querySelectorAll(WIDE)) wide.observe(block);
  };
  new MutationObserver(repair).observe(content, { childList: true, subtree: true });
  repair();
  onceAttended(shown, () => layOut([...content.querySelectorAll(".md-content__inner > *")]));
}

/** What can wait until somebody is there is done in a pause after their first sign, unless `shown` is aborted before. */
export function onceAttended(shown, call) {
  const begin = () => {
    for (const sign of SIGNS) removeEventListener(sign, begin);
    pause(call);
  };
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true, signal: shown });
}

/** What tells that somebody is at the page. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "scroll"];
/** Soon, when there is nothing else to do; WebKit does not tell. */
export const pause = (call) => globalThis.requestIdleCallback?.(call, { timeout: 500 }) ?? setTimeout(call, 50);

/** What the styles left for later (content-visibility), in a few pauses: then nothing moves under who scrolls or presses. */
function layOut(blocks) {
  for (const block of blocks.splice(0, 40)) {
    block.style.contentVisibility = "visible";
    if (!block.matches(WIDE)) continue;
    wide.unobserve(block);
    wide.observe(block); // its width is known now
  }
  if (blocks.length) pause(() => layOut(blocks));
}

const WIDE = "div.arithmatex, .md-typeset__scrollwrap, .rna-figure__view";

// What scrolls sideways must be reachable without a mouse.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
