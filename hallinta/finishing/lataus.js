// Search data on demand, and our own search worker. Put before Material's own code in the site's copy of its bundle,
// whose one request class and one worker are replaced by these; see hallinta/finishing/scripts.py.
//
// Stock Material fetches the whole search index and the search worker on the first page view. Here both wait until
// the search box is opened or gets the focus, or the reader comes from a search result (?h=) or with a question in
// the address (?q=).

/** @type {Promise<void>} */
const searchOpened = new Promise((resolve) => {
  if (/[?&][hq]=/.test(location.search)) resolve();
  addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.closest("[data-md-component=search]")) resolve();
  });
  addEventListener("change", ({ target }) => {
    if (target instanceof Element && target.id === "__search") resolve();
  });
});

/**
 * Stock Material looks at the box when a key is let go; text also comes with the mouse, by dragging, by speech, from
 * the browser's memory and from other programs. It looks only, so being told too often does nothing.
 * @param {EventTarget | null} box
 */
function told(box) {
  if (box instanceof HTMLElement && box.dataset.mdComponent === "search-query") {
    box.dispatchEvent(new Event("keyup"));
  }
}

for (const happens of ["input", "change", "compositionend"])
  addEventListener(happens, (event) => told(event.target));
document.addEventListener("selectionchange", () => told(document.activeElement)); // a script has put text in
for (const happens of ["reset", "pageshow"])
  addEventListener(happens, () =>
    setTimeout(() => told(document.querySelector("[data-md-component=search-query]"))),
  );

// biome-ignore lint/correctness/noUnusedVariables: what Material's code uses instead of XMLHttpRequest
class HeldRequest extends XMLHttpRequest {
  held = false;

  /**
   * @param {string} method
   * @param {string | URL} url
   */
  open(method, url) {
    this.held = /\/search\/search_index\.json$/.test(String(url));
    super.open(method, url);
  }

  /** @param {XMLHttpRequestBodyInit} [body] */
  send(body) {
    if (this.held) searchOpened.then(() => super.send(body));
    else super.send(body);
  }
}

// biome-ignore lint/correctness/noUnusedVariables: what Material's code uses instead of Worker
class HeldWorker extends EventTarget {
  /** @param {string} address where Material's own worker would be, from the page */
  constructor(address) {
    super();
    this.worker = searchOpened.then(() => {
      const own = new URL("../../haku/haku.js", new URL(address, location.href));
      const worker = new Worker(own, { type: "module" });
      worker.addEventListener("message", ({ data }) => {
        this.dispatchEvent(new MessageEvent("message", { data }));
      });
      return worker;
    });
  }

  /** @param {unknown} message */
  postMessage(message) {
    this.worker.then((worker) => worker.postMessage(message));
  }
}
