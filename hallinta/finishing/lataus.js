"use strict"
/*
 * Search data on demand, and what is asked of it. Put before Material's own code in the site's copy of its bundle, whose one request
 * class and one worker are replaced by these; see hallinta/finishing/scripts.py.
 *
 * Stock Material fetches the whole search index and the search worker on the first page view. Here both wait
 * until the search box is opened or gets the focus, or the reader comes from a search result (?h=) or with a
 * question in the address (?q=).
 */
const searchOpened = new Promise(resolve => {
  if (/[?&][hq]=/.test(location.search)) resolve()
  addEventListener("focusin", event => event.target.closest("[data-md-component=search]") && resolve())
  addEventListener("change", event => event.target.id === "__search" && resolve())
})

/* Stock Material looks at the box when a key is let go; text also comes with the mouse, by dragging, by speech, from
   the browser's memory and from other programs. It looks only, so being told too often does nothing. */
function told(box) {
  if (box && box.dataset && box.dataset.mdComponent === "search-query") box.dispatchEvent(new Event("keyup"))
}

for (const happens of ["input", "change", "compositionend"]) addEventListener(happens, event => told(event.target))
document.addEventListener("selectionchange", () => told(document.activeElement)) // a script has put text in
for (const happens of ["reset", "pageshow"])
  addEventListener(happens, () => setTimeout(() => told(document.querySelector("[data-md-component=search-query]"))))

const MOST_LETTERS = 60 // in a word
const MOST_WORDS = 32 // nobody means every word of a page pasted in

/* A query as words alone: one form of each letter, no sign that the search's own language would read as a command.
   A name such as e-lomake is one word, as in the site's vocabulary (vocabulary.py). */
function asked(text) {
  const plain = text
    .slice(0, 5000)
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g, "")
    .replace(/[\ufb00-\ufb06\uff01-\uff5e]/g, letter => letter.normalize("NFKC"))
    .replace(/[\u2010\u2011\u2212]/g, "-")
    .normalize("NFC")
    .replace(/(^|[^0-9A-Za-z.])(HAL|A|\d(?:\.\d)?)[–—](\d{2,3})(?!\d)/g, "$1$2-$3") // HAL–002, as word processors mend it
  const words = plain
    .split(/[^0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ῼ.-]+/)
    .map(word => word.replace(/^[.-]+|[.-]+$/g, "").replace(/^([^\d.-])-(?=[^\d.-])/, "$1").slice(0, MOST_LETTERS))
  const apart = words.filter((word, at) => word && (/\d/.test(word) || words.indexOf(word) === at)) // but 1 000 000
  return apart.slice(0, MOST_WORDS).join(" ")
}

class HeldRequest extends XMLHttpRequest {
  open(method, url, ...rest) {
    this.held = /\/search\/search_index\.json$/.test(url)
    super.open(method, url, ...rest)
  }

  send(body) {
    if (this.held) searchOpened.then(() => super.send(body))
    else super.send(body)
  }
}

const QUERY = 2 // Material's kinds of message to the worker: 0 is the index, 2 a query

class HeldWorker extends EventTarget {
  constructor(url) {
    super()
    this.worker = searchOpened.then(() => {
      const worker = new Worker(url)
      worker.addEventListener("message", event => this.dispatchEvent(new MessageEvent("message", { data: event.data })))
      return worker
    })
  }

  postMessage(message) {
    const query = message.type === QUERY
    this.worker.then(worker => worker.postMessage(query ? { ...message, data: asked(message.data) } : message))
  }
}

