// What Material's scripts leave undone for people who use a keyboard or a screen reader.
(() => {
  // --- the drawer: what is behind an open one cannot be reached ---------------------------------------------
  const menu = document.getElementById("hk-valikko");
  menu.addEventListener("beforetoggle", ({ newState }) => {
    const behind = document.querySelectorAll(".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-top, .md-footer");
    for (const part of behind) part.inert = newState === "open";
  });
  menu.addEventListener("toggle", ({ newState }) => newState === "open" && menu.querySelector("button").focus());
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => menu.matches(":popover-open") && menu.hidePopover());

  // --- the search -------------------------------------------------------------------------------------------
  const state = document.getElementById("__search");
  const box = document.querySelector(".md-search");
  if (!box) return;
  const query = box.querySelector(".md-search__input");
  const opener = document.querySelector(".hk-hakupainike");
  const open = (yes) => state.checked !== yes && state.click();
  let closing = false; // Material opens the search when its box gets the focus; not when that is only given back
  for (const type of ["focusin", "focusout"]) addEventListener(type, (event) => closing && event.stopImmediatePropagation(), true);
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
  box.querySelector(".hk-haku__sulje").addEventListener("click", close);
  for (const type of ["input", "click"]) query.addEventListener(type, () => open(true));
  box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && open(false));

  const results = box.querySelector(".md-search-result__list");
  new MutationObserver(() => {
    for (const link of results.querySelectorAll("a[tabindex]")) link.removeAttribute("tabindex");
  }).observe(results, { childList: true, subtree: true });

  // Before Material's own: Escape gives the focus back, Tab goes on to the results, a button in the box is
  // pressed with the space bar, and no single character is a shortcut (2.1.4).
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = box.contains(event.target);
    if (state.checked && event.key === "Escape") {
      event.stopImmediatePropagation();
      close();
    } else if (state.checked ? event.key === "Tab" || (event.key === " " && inside && event.target !== query) : "fs/pn,.".includes(event.key)) {
      event.stopImmediatePropagation();
    }
  }, true);
})();
