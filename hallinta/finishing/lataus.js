"use strict"
/*
 * Search data on demand. Put before Material's own code in the site's copy of its bundle, whose one request
 * class and one worker are replaced by these; see hallinta/finishing/scripts.py.
 *
 * Stock Material fetches the whole search index and the search worker on the first page view. Here both wait
 * until the search box is opened or gets the focus, or the reader comes from a search result (?h=).
 */
const searchOpened = new Promise(resolve => {
  if (new URLSearchParams(location.search).has("h")) resolve()
  addEventListener("focusin", event => event.target.closest("[data-md-component=search]") && resolve())
  addEventListener("change", event => event.target.id === "__search" && resolve())
})

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
    this.worker.then(worker => worker.postMessage(message))
  }
}

