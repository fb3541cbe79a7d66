// The search worker. Material's page sends it the site's search data and what the reader types, and shows what it
// answers. Pages are ranked, not sections.

import { FIELDS, indexed, marked } from "./hakemisto.js";
import { asked } from "./kysely.js";
import { meanings } from "./sanasto.js";
import { fold } from "./sanat.js";

/** @typedef {import("./hakemisto.js").Index} Index */
/** @typedef {import("./hakemisto.js").Section} Section */
/** @typedef {import("./hakemisto.js").Page} Page */
/** @typedef {import("./hakemisto.js").Field} Field */
/** @typedef {import("./sanasto.js").Meaning} Meaning */

/** @typedef {{ value: number, title: number, nimet: number, terms: Set<string> }} Hit */
/** @typedef {{ word: string, rarity: number, found: Map<Section, Hit> }} Scored */
/** @typedef {{ sum: number, rarity: number, terms: Set<string> }} Found */

/**
 * @typedef {object} Result
 * @property {Page} page
 * @property {Map<Scored, number>} best what each asked word is worth on the page
 * @property {Map<Section, Found>} sections
 * @property {number} title how many times words of the query are in the page's heading
 * @property {number} nimet and in another name of the record
 */

// Material's kinds of message
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

const TOGETHER = 0.5; // words found in one section, against words found anywhere on the page
const WHOLE = 0.4; // more for a page whose heading was typed whole
const PAGES = 40; // nobody reads on
const TOLD = 12; // words that a link to a page takes along, to be marked there

/** @type {Index} */
let index;

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    index = indexed(data);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: answer(data) });
  }
});

/** @param {string} query */
function answer(query) {
  const words = asked(query, index.separator);
  const items = search(words).slice(0, PAGES);
  return { items: items.map(shown), suggest: suggested(words, items) };
}

/**
 * A word of the best page's heading that the last typed word begins.
 * @param {string[]} words
 * @param {ReturnType<typeof search>} results
 */
function suggested(words, results) {
  const last = words.at(-1) || "";
  for (const { page } of results) {
    const heading = page.head.entry.title.toLowerCase().split(index.separator);
    const found = heading.find((word) => word.startsWith(last));
    if (found) return [found];
  }
  return [];
}

/** @param {string[]} words */
function search(words) {
  const scores = words.flatMap((word) =>
    meanings(index.known, fold(word)).map((groups) => scored(word, groups)),
  );
  return ranked(scores);
}

/**
 * Where a word is found and what it is worth there: the best of its meanings, rare ones being worth more.
 * @param {string} word
 * @param {Meaning[]} groups
 * @returns {Scored}
 */
function scored(word, groups) {
  /** @type {Scored} */
  const score = { word, rarity: 1, found: new Map() };
  for (const group of groups) {
    const hits = hitsOf(group.words);
    const pages = new Set([...hits.keys()].map((section) => section.page)).size;
    const rarity = Math.log(1 + (index.pages - pages + 0.5) / (pages + 0.5));
    score.rarity = Math.max(score.rarity, rarity);
    for (const [section, { times, terms }] of hits) {
      const best = score.found.get(section) || { value: 0, title: 0, nimet: 0, terms: new Set() };
      score.found.set(section, {
        value: Math.max(best.value, group.weight * rarity * worth(section, times)),
        title: Math.max(best.title, times.title),
        nimet: Math.max(best.nimet, times.nimet),
        terms: new Set([...best.terms, ...terms]),
      });
    }
  }
  return score;
}

/** @param {string[]} words */
function hitsOf(words) {
  /** @type {Map<Section, { times: Record<Field, number>, terms: Set<string> }>} */
  const hits = new Map();
  for (const word of words)
    for (const { section, field, times, term } of index.postings.get(word) || []) {
      const hit = hits.get(section) || { times: { title: 0, nimet: 0, text: 0 }, terms: new Set() };
      hit.times[field] += times;
      hit.terms.add(term);
      hits.set(section, hit);
    }
  return hits;
}

/**
 * BM25 by fields: the same word again is worth less each time, and in a long text less than in a short one.
 * @param {Section} section
 * @param {Record<Field, number>} times
 */
function worth(section, times) {
  return FIELDS.reduce((sum, field) => {
    const length = 0.6 + 0.4 * (section.length[field] / index.average[field]);
    return sum + (index.boosts[field] * 2.2 * times[field]) / (times[field] + 1.2 * length);
  }, 0);
}

/** @param {Scored[]} scores */
function ranked(scores) {
  const total = scores.reduce((sum, each) => sum + each.rarity, 0) || 1;
  return [...byPage(scores).values()]
    .map((result) => {
      const sections = [...result.sections].map(([section, own]) => ({
        ...own,
        section,
        value: (own.sum * own.rarity) / total,
      }));
      const together = Math.max(...sections.map(({ value }) => value));
      const apart = [...result.best.values()].reduce((sum, value) => sum + value, 0);
      const share = [...result.best.keys()].reduce((sum, each) => sum + each.rarity, 0) / total;
      const { title, nimet } = result.page.head.length;
      const heading = Math.min(1, Math.max(result.title / (title || 1), result.nimet / (nimet || 1)));
      const found = TOGETHER * together + (1 - TOGETHER) * apart;
      const value = found * share * (1 + WHOLE * heading) * result.page.weight;
      const missing = scores.filter((each) => !result.best.has(each)).map(({ word }) => word);
      return { page: result.page, value, together, sections, missing };
    })
    .sort((a, b) => b.value - a.value || (a.page.address < b.page.address ? -1 : 1));
}

/** @param {Scored[]} scores */
function byPage(scores) {
  /** @type {Map<Page, Result>} */
  const pages = new Map();
  for (const each of scores)
    for (const [section, hit] of each.found) {
      const { page } = section;
      const result = pages.get(page) || { page, best: new Map(), sections: new Map(), title: 0, nimet: 0 };
      pages.set(page, result);
      result.best.set(each, Math.max(result.best.get(each) || 0, hit.value));
      if (section === page.head) {
        result.title += hit.title;
        result.nimet += hit.nimet;
      }
      const own = result.sections.get(section) || { sum: 0, rarity: 0, terms: new Set() };
      result.sections.set(section, {
        sum: own.sum + hit.value,
        rarity: own.rarity + each.rarity,
        terms: new Set([...own.terms, ...hit.terms]),
      });
    }
  return pages;
}

/**
 * A page as Material shows it: the best section first, and the page itself among its sections. A word that is true
 * goes along to the page, one that is false is told to be missing.
 * @param {ReturnType<typeof search>[number]} result
 */
function shown({ page, value, together, sections, missing }) {
  const items = sections.map(({ section: { entry }, value: own, terms }) => ({
    ...entry,
    title: marked(entry.title, terms, index.separator, false),
    text: marked(entry.text, terms, index.separator, true),
    score: (value * own) / together,
    terms: Object.fromEntries([...terms].slice(0, TOLD).map((term) => [term, true])),
  }));
  if (!sections.some(({ section }) => section === page.head)) {
    items.push({ ...page.head.entry, score: 0, terms: {} });
  }
  items.sort((a, b) => b.score - a.score);
  for (const word of missing) items[0].terms[word] = false;
  return items;
}
