/*
 * Finnish for the search worker: added to the site's copy of lunr.fi.min.js, which Material's worker loads
 * before it builds the index. hallinta/finishing/search.py and vocabulary.py write the data it reads.
 *
 * The index stays lunr's own: words as they stand on the pages. What a reader types is turned into groups of
 * such words – forms of one base form, compounds it is a part of, its kin, words it begins, and when it is none
 * of these, the nearest spelling – so what is found can be highlighted. Pages are ranked, not sections.
 */
(function (self, lunr) {
  "use strict"

  /* What a meaning of a typed word is worth. Chosen on the odd half of tests/haku; the ranking bears ±30 % of each. */
  const SAME = 1 // the word itself or a form of the same base form
  const PART = 0.5 // compounds that it is a part of
  const KIN = 0.55 // a noun of action and its verb, a synonym
  const BEGUN = 0.27 // longer words that it begins
  const GUESS = 0.8 // anything that had to be guessed

  const TOGETHER = 0.5 // words found in one section, against words found anywhere on the page
  const WHOLE = 0.4 // more for a page whose heading was typed whole
  const FEW = 3 // base forms that an unfinished word may be meant for
  const PAGES = 40 // nobody reads on

  const QUESTION = words(
    "ei eivät en ja jos joka jonka jota kai kenelle kenen keneltä keneen kenet kenestä ketkä ketä kuin kuinka kuka " +
      "kukaan kumpi kun mihin miksi mikä mille millainen milloin millä miltä minkä minne missä mistä miten mitkä " +
      "mitä montako niin näin olla ole onko on ollaanko ovat ovatko paljonko se sekä sen siis sitä tai tämä vai " +
      "vaan vielä että eli mutta myös pitää pitääkö pitäisi saa saada saako saisi täytyy täytyykö voi voidaan " +
      "voidaanko voida voiko voisi voivat tarvitseeko tarvitaanko kannattaako kuuluuko eroa ero tarkoittaa " +
      "tarkoitetaan tehdään tehdä"
  )
  const ENDING =
    /^[eij]?(?:s?ta|tta|n|a|t|in|en|an|on|un|ssa|lla|lta|lle|na|ksi|h[aeiou]n|seen|siin|iin|iden|ien|jen|den|ten|nsa)(?:kin|kaan|ko)?$/
  const CLITIC = /(?:ko|kin|kaan|han|pa)$/
  const MAGNITUDE = { t: 1e3, tuhat: 1e3, tuhatta: 1e3, tuhannen: 1e3, milj: 1e6, miljoona: 1e6, miljoonaa: 1e6, miljoonan: 1e6 }

  let data = null // what search.py wrote for the index that is being built
  let last = null // address of a section → what the last search found there

  /* --- letters -------------------------------------------------------------------------------------------- */

  const LETTERS = {
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ŋ: "n", ŧ: "t", ħ: "h", ı: "i", þ: "th", ſ: "s", ʒ: "z",
    ς: "σ",
  }

  function fold(word) {
    const bare = word.toLowerCase().replace(/\u00a0/g, "").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    return bare.replace(/[^\0-\x7f]/g, letter => LETTERS[letter] || letter)
  }

  function words(text) {
    return new Set(text.split(" ").map(fold))
  }

  /* Optimal string alignment distance; anything above the limit is told as limit + 1. */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1
    let before = []
    let above = Array.from({ length: b.length + 1 }, (_, j) => j)
    for (let i = 1; i <= a.length; i++) {
      const row = [i]
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
      }
      if (Math.min(...row) > limit) return limit + 1
      before = above
      above = row
    }
    return above[b.length]
  }

  /* --- the vocabulary ------------------------------------------------------------------------------------- */

  function add(map, key, value) {
    if (!map.has(key)) map.set(key, new Set())
    map.get(key).add(value)
  }

  /* Reads `lemma=part+part~kin,kin 1form 2form;…`, the form that vocabulary.py writes. */
  function vocabulary(text, tokens) {
    const known = {
      lemmas: new Map(), // a form → its base forms
      forms: new Map(), // a base form → its forms
      wholes: new Map(), // a part → base forms of the compounds that have it
      kin: new Map(), // a base form → those that mean the same or come from the same
      endings: new Map(), // how a form ends → how its base form may
    }
    const compounds = []
    for (const line of text.split(";").filter(Boolean)) {
      const [head, ...forms] = line.split(" ")
      const [name, kin] = head.split("~")
      const [first, written] = name.split("=")
      const parts = (written || first).split("+")
      const lemma = written ? first : parts.join("")
      if (tokens.has(lemma) || parts[0].length === 1) relate(known, lemma, lemma)
      for (const form of forms) {
        const cut = parseInt(form, 10)
        const stem = lemma.slice(0, lemma.length - cut)
        const end = form.slice(String(cut).length)
        relate(known, lemma, stem + end)
        for (let more = 0; more < 3 && more < stem.length - 2; more++) {
          const shared = stem.slice(stem.length - more)
          add(known.endings, shared + end, shared + lemma.slice(stem.length))
        }
      }
      if (parts.length > 1) compounds.push([lemma, parts])
      for (const other of kin ? kin.split(",") : []) {
        add(known.kin, lemma, other)
        add(known.kin, other, lemma)
      }
    }
    for (const token of tokens) if (!known.lemmas.has(token)) relate(known, token, token)
    for (const [lemma, parts] of compounds) compose(known, lemma, parts)
    return known
  }

  function relate(known, lemma, form) {
    add(known.lemmas, form, lemma)
    add(known.forms, lemma, form)
  }

  /* Each run of parts is a part too: ylioppilas of yli+oppilas+tutkinto. */
  function compose(known, lemma, parts) {
    for (let from = 0; from < parts.length; from++)
      for (let to = from + 1; to <= parts.length; to++) {
        const part = parts.slice(from, to).join("")
        if (part.length < 3 || part === lemma) continue
        add(known.wholes, part, lemma)
        for (const base of known.lemmas.get(part) || []) add(known.wholes, base, lemma)
      }
  }

  function isKnown({ lemmas, forms, wholes, kin }, word) {
    return lemmas.has(word) || forms.has(word) || wholes.has(word) || kin.has(word)
  }

  /* --- what a typed word means: groups of words on the pages ------------------------------------------------ */

  function meanings(index, word) {
    const groups = []
    if (isKnown(index.known, word)) expand(index, word, SAME, groups)
    if (!index.known.lemmas.has(word)) inflected(index, word, groups)
    if (!groups.length && isKnown(index.known, word.slice(1))) expand(index, word.slice(1), GUESS, groups)
    const begun = [...index.postings.keys()].filter(each => each.length > word.length && each.startsWith(word))
    const lemmas = all(begun, index.known.lemmas)
    if (!groups.length && lemmas.size <= FEW) for (const each of lemmas) expand(index, each, GUESS, groups)
    else if (begun.length) groups.push({ weight: groups.length ? BEGUN : GUESS, words: begun })
    return groups
  }

  function expand(index, word, weight, groups) {
    const { lemmas, forms, wholes, kin } = index.known
    const push = (share, found) => found.size && groups.push({ weight: weight * share, words: [...found] })
    if (index.postings.has(word)) push(SAME, new Set([word]))
    for (const lemma of new Set([...(lemmas.get(word) || []), word])) {
      const related = new Set(kin.get(lemma))
      for (const each of kin.get(lemma) || []) kin.get(each).forEach(cousin => related.add(cousin))
      related.delete(lemma)
      push(SAME, all([lemma], forms))
      push(PART, all(wholes.get(lemma), forms))
      push(KIN, all(related, forms))
    }
  }

  function all(keys, map) {
    const found = new Set()
    for (const key of keys || []) for (const value of map.get(key) || []) found.add(value)
    return found
  }

  /* An unseen form of a known word: by analogy with the forms seen, or as a known word and an ending. */
  function inflected(index, word, groups) {
    const bare = word.replace(CLITIC, "")
    if (bare !== word && index.known.lemmas.has(bare)) return expand(index, bare, GUESS, groups)
    for (let at = 2; at < word.length; at++) {
      const ends = [...(index.known.endings.get(word.slice(at)) || [])]
      const found = ends.map(end => word.slice(0, at) + end).filter(each => isKnown(index.known, each))
      if (found.length) return found.forEach(each => expand(index, each, GUESS, groups))
    }
    for (let at = word.length - 1; at > 2; at--) {
      const stem = word.slice(0, at)
      const found = [stem, stem.replace(/e$/, "i")].find(each => isKnown(index.known, each))
      if (found && ENDING.test(word.slice(at))) return expand(index, found, GUESS, groups)
    }
  }

  /* A compound that nobody has seen, as two known words; the latter may be inflected. */
  function halves(index, word) {
    for (let at = word.length - 3; at > 2; at--) {
      const pair = [word.slice(0, at), word.slice(at)]
      const tail = []
      if (!isKnown(index.known, pair[0])) continue
      if (!isKnown(index.known, pair[1])) inflected(index, pair[1], tail)
      if (tail.length || isKnown(index.known, pair[1])) return pair
    }
    return []
  }

  /* Words that have it inside; else those at the least distance, one letter in a short word and two in a long one;
     else those that begin alike. */
  function nearest(index, word) {
    const inside = word.length > 3 ? [...index.postings.keys()].filter(each => each.includes(word)) : []
    if (inside.length) return [{ weight: GUESS * PART, words: inside }]
    const candidates = [...index.known.lemmas.keys(), ...index.known.wholes.keys()].filter(each => each.length > 2)
    let least = word.length > 7 ? 2 : word.length > 3 ? 1 : 0
    let found = []
    for (const each of candidates) {
      const apart = distance(word, each, least)
      if (apart < least) found = []
      if (apart <= least) found.push(each)
      least = Math.min(least, apart)
    }
    for (let length = word.length - 1; !found.length && length > 3; length--)
      found = candidates.filter(each => each.startsWith(word.slice(0, length)))
    const groups = []
    for (const each of new Set(found)) expand(index, each, GUESS, groups)
    return groups
  }

  /* --- the query ------------------------------------------------------------------------------------------ */

  /* The words of a query as lataus.js sends it and Material hands it over: `päätös* 300* 000*`. */
  function parsed(query) {
    const found = []
    for (const word of query.split(/\s+/).flatMap(piece => piece.split(lunr.tokenizer.separator))) {
      const before = found[found.length - 1] || { word: "" }
      if (word && word !== before.word) found.push({ word })
    }
    const joined = amounts(found)
    const telling = joined.filter(({ word }) => !QUESTION.has(fold(word)) && !/^\D$/.test(word) && !suffix(word))
    return telling.length ? telling : joined
  }

  /* What is left of `OPH:lle` when the abbreviation is gone. */
  function suffix(word) {
    return word.length < 5 && ENDING.test(fold(word))
  }

  /* `300 000 €`, `300000e` and `300 tuhatta` are one word, 300000, as on the pages. */
  function amounts(found) {
    const joined = []
    for (const each of found) {
      const before = joined[joined.length - 1]
      const number = /^(\d+)(?:e|eur|euroa?|euron)?$/i.exec(each.word)
      const times = MAGNITUDE[fold(each.word)]
      if (before && before.amount && number && number[1].length === 3) before.word += number[1]
      else if (before && before.amount && times) before.word = String(before.word * times)
      else joined.push(number ? { ...each, word: number[1], amount: true } : each)
    }
    return joined
  }

  /* --- ranking -------------------------------------------------------------------------------------------- */

  function search(index, query) {
    const asked = []
    for (const { word } of parsed(query)) {
      const groups = meanings(index, fold(word))
      const pair = groups.length ? [] : halves(index, fold(word))
      for (const half of pair) asked.push(scored(index, word, meanings(index, half)))
      if (!pair.length) asked.push(scored(index, word, groups.length ? groups : nearest(index, fold(word))))
    }
    return ranked(index, asked).slice(0, PAGES)
  }

  /* Where a word is found and what it is worth there: the best of its meanings, rare ones being worth more. */
  function scored(index, word, groups) {
    const asked = { word, rarity: 1, found: new Map() }
    for (const group of groups) {
      const hits = new Map()
      for (const each of group.words)
        for (const { section, field, times, term } of index.postings.get(each) || []) {
          if (!hits.has(section)) hits.set(section, { times: {}, terms: new Set() })
          const hit = hits.get(section)
          hit.times[field] = (hit.times[field] || 0) + times
          hit.terms.add(term)
        }
      const pages = new Set([...hits.keys()].map(section => section.page)).size
      const rarity = Math.log(1 + (index.pages - pages + 0.5) / (pages + 0.5))
      asked.rarity = Math.max(asked.rarity, rarity)
      for (const [section, { times, terms }] of hits) {
        const value = group.weight * rarity * worth(index, section, times)
        const best = asked.found.get(section) || { value: 0, title: 0, nimet: 0, terms: new Set() }
        terms.forEach(term => best.terms.add(term))
        asked.found.set(section, {
          value: Math.max(best.value, value),
          title: Math.max(best.title, times.title || 0),
          nimet: Math.max(best.nimet, times.nimet || 0),
          terms: best.terms,
        })
      }
    }
    return asked
  }

  /* BM25 by fields: the same word again is worth less each time, and in a long text less than in a short one. */
  function worth(index, section, times) {
    return Object.keys(times).reduce((sum, field) => {
      const length = 0.6 + 0.4 * (section.length[field] / index.average[field])
      return sum + (index.boosts[field] * 2.2 * times[field]) / (times[field] + 1.2 * length)
    }, 0)
  }

  function ranked(index, asked) {
    const pages = new Map()
    for (const each of asked)
      for (const [section, hit] of each.found) {
        const { page } = section
        if (!pages.has(page)) pages.set(page, { page, best: new Map(), sections: new Map(), title: 0, nimet: 0 })
        const result = pages.get(page)
        result.best.set(each, Math.max(result.best.get(each) || 0, hit.value))
        if (section === page.head) for (const name of ["title", "nimet"]) result[name] += hit[name]
        const own = result.sections.get(section) || { sum: 0, rarity: 0, terms: new Set() }
        hit.terms.forEach(term => own.terms.add(term))
        result.sections.set(section, { sum: own.sum + hit.value, rarity: own.rarity + each.rarity, terms: own.terms })
      }
    const total = asked.reduce((sum, each) => sum + each.rarity, 0) || 1
    for (const { sections } of pages.values())
      for (const own of sections.values()) own.value = (own.sum * own.rarity) / total
    return [...pages.values()]
      .map(result => {
        const together = Math.max(...[...result.sections.values()].map(own => own.value))
        const apart = [...result.best.values()].reduce((sum, value) => sum + value, 0)
        const share = asked.reduce((sum, each) => sum + (result.best.has(each) ? each.rarity : 0), 0) / total
        const { length } = result.page.head
        const heading = Math.min(1, Math.max(result.title / (length.title || 1), result.nimet / (length.nimet || 1)))
        const value = (TOGETHER * together + (1 - TOGETHER) * apart) * share * (1 + WHOLE * heading) * result.page.weight
        return { ...result, value, together, missing: asked.filter(each => !result.best.has(each)) }
      })
      .sort((a, b) => b.value - a.value || (a.page.address < b.page.address ? -1 : 1))
  }

  /* --- lunr's index as this search reads it ------------------------------------------------------------------- */

  function prepare(builder) {
    const fields = Object.keys(builder._fields)
    const sections = new Map()
    const pages = new Map()
    for (const ref of Object.keys(builder._documents)) {
      const address = ref.split("#")[0]
      const section = { ref, page: pages.get(address), length: {} }
      for (const field of fields) section.length[field] = builder.fieldLengths[`${field}/${ref}`] || 0
      if (!section.page) {
        const weight = (builder._documents[ref].boost || 1) * kindWeight(address)
        section.page = { address, weight, head: section }
        pages.set(address, section.page)
      }
      sections.set(ref, section)
    }
    const postings = new Map()
    for (const [term, entry] of Object.entries(builder.invertedIndex))
      for (const field of fields)
        for (const [ref, { position }] of Object.entries(entry[field] || {})) {
          if (!postings.has(fold(term))) postings.set(fold(term), [])
          postings.get(fold(term)).push({ section: sections.get(ref), field, times: position.length, term })
        }
    const known = vocabulary(data.sanasto, new Set(postings.keys()))
    for (const word of known.lemmas.keys()) cutApart(postings, word)
    const mean = field => [...sections.values()].reduce((sum, each) => sum + each.length[field], 0) / sections.size
    return {
      postings,
      pages: pages.size,
      average: Object.fromEntries(fields.map(field => [field, mean(field) || 1])),
      boosts: Object.fromEntries(fields.map(field => [field, builder._fields[field].boost || 1])),
      known,
    }
  }

  /* A name such as e-lomake is two words to lunr; it is where both are. */
  function cutApart(postings, word) {
    const [letter, rest] = [postings.get(word[0]), postings.get(word.slice(1))]
    if (postings.has(word) || !letter || !rest) return
    const sections = new Set(letter.map(({ section }) => section))
    const found = rest.filter(({ section }) => sections.has(section))
    if (found.length) postings.set(word, found)
  }

  function kindWeight(address) {
    const start = Object.keys(data.painot || {})
      .filter(each => address.startsWith(each))
      .sort((a, b) => b.length - a.length)[0]
    return start ? data.painot[start] : 1
  }

  /* --- into lunr and the worker ------------------------------------------------------------------------------- */

  const stock = { field: lunr.Builder.prototype.field, build: lunr.Builder.prototype.build, search: lunr.Index.prototype.search }
  const post = self.postMessage

  lunr.Builder.prototype.field = function (name, attributes) {
    if (attributes && attributes.sanasto !== undefined) data = attributes
    return stock.field.call(this, name, attributes)
  }

  lunr.Builder.prototype.build = function () {
    const index = stock.build.call(this)
    if (data) index.suomi = prepare(this)
    return index
  }

  /* Gives lunr's kind of result; `matchData` is what Material highlights. */
  lunr.Index.prototype.search = function (query) {
    last = null
    if (!this.suomi) return stock.search.call(this, query)
    last = new Map()
    const matches = []
    for (const { page, value, together, sections, missing } of search(this.suomi, query))
      for (const [section, own] of sections) {
        const metadata = {}
        for (const term of own.terms) {
          metadata[term] = {}
          for (const field of this.fields) {
            const hit = (this.invertedIndex[term][field] || {})[section.ref]
            if (hit) metadata[term][field] = hit
          }
        }
        matches.push({ ref: section.ref, score: value, matchData: { metadata } })
        last.set(section.ref, { page, value, score: (value * own.value) / together, terms: [...own.terms], missing })
      }
    return matches
  }

  self.postMessage = function (message) {
    if (last && message && message.data && Array.isArray(message.data.items)) order(message.data.items)
    return post.apply(self, arguments)
  }

  /* Puts pages and sections in our order and tells which words were found, for Material to show and highlight. */
  function order(groups) {
    const value = group => Math.max(...group.map(item => (last.has(item.location) ? last.get(item.location).value : 0)))
    for (const group of groups) {
      for (const item of group) {
        const own = last.get(item.location)
        item.score = own ? own.score : 0
        item.terms = own ? Object.fromEntries(own.terms.slice(0, 12).map(term => [term, true])) : {}
      }
      group.sort((a, b) => b.score - a.score)
      for (const { word } of last.get(group[0].location).missing) group[0].terms[word] = false
    }
    groups.sort((a, b) => value(b) - value(a))
  }
})(self, self.lunr)
