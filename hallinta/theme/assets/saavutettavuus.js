// What Material's scripts leave undone for people who use a keyboard or a screen reader.
(() => {
  // --- the drawer: what is behind an open one cannot be reached ---------------------------------------------
  const menu = /** @type {HTMLElement} */ (document.getElementById("hk-valikko"));
  const BEHIND = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .md-footer";
  menu.addEventListener("beforetoggle", ({ newState }) => {
    /** @type {NodeListOf<HTMLElement>} */
    const behind = document.querySelectorAll(BEHIND);
    for (const part of behind) part.inert = newState === "open";
  });
  menu.addEventListener(
    "toggle",
    ({ newState }) => newState === "open" && menu.querySelector("button")?.focus(),
  );
  matchMedia("(min-width: 76.25em)").addEventListener(
    "change",
    () => menu.matches(":popover-open") && menu.hidePopover(),
  );

  // --- the search -------------------------------------------------------------------------------------------
  const state = /** @type {HTMLInputElement} */ (document.getElementById("__search"));
  const box = document.querySelector(".md-search");
  if (!box) return;
  const query = /** @type {HTMLInputElement} */ (box.querySelector(".md-search__input"));
  const opener = /** @type {HTMLElement} */ (document.querySelector(".hk-hakupainike"));
  const open = (/** @type {boolean} */ yes) => state.checked !== yes && state.click();
  const inside = (/** @type {EventTarget | null} */ target) => target instanceof Node && box.contains(target);
  let closing = false; // Material opens the search when its box gets the focus; not when that is only given back
  for (const type of ["focusin", "focusout"])
    addEventListener(type, (event) => closing && event.stopImmediatePropagation(), true);
  const close = () => {
    closing = true;
    (opener.offsetParent ? opener : query).focus();
    closing = false;
    open(false);
  };

  opener.addEventListener("click", () => {
    open(true);
    query.focus();
  });
  box.querySelector(".hk-haku__sulje")?.addEventListener("click", close);
  for (const type of ["input", "click"]) query.addEventListener(type, () => open(true));
  box.addEventListener("focusout", (event) => {
    const { relatedTarget } = /** @type {FocusEvent} */ (event);
    if (relatedTarget && !inside(relatedTarget)) open(false);
  });

  const results = /** @type {HTMLElement} */ (box.querySelector(".md-search-result__list"));
  new MutationObserver(() => {
    for (const link of results.querySelectorAll("a[tabindex]")) link.removeAttribute("tabindex");
  }).observe(results, { childList: true, subtree: true });

  // Before Material's own: Escape gives the focus back, Tab goes on to the results, a button in the box is
  // pressed with the space bar, and no single character is a shortcut (2.1.4).
  addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const pressed = event.key === " " && inside(event.target) && event.target !== query;
      const ours = state.checked ? event.key === "Tab" || pressed : "fs/pn,.".includes(event.key);
      if (state.checked && event.key === "Escape") {
        event.stopImmediatePropagation();
        close();
      } else if (ours) {
        event.stopImmediatePropagation();
      }
    },
    true,
  );
})();
