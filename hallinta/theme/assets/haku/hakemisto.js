// The index of what the pages say, made in the browser from the site's search data (hallinta/finishing/search.py),
// and the words that were found, marked in the text.

import { QUESTION } from "./kysely.js";
import { vocabulary } from "./sanasto.js";
import { fold } from "./sanat.js";

/** @typedef {import("./sanasto.js").Vocabulary} Vocabulary */

/**
 * @typedef {object} Entry a page, or a section of one
 * @property {string} location
 * @property {string} title
 * @property {string} text
 * @property {string} [nimet]
 * @property {number} [boost]
 */

/** @typedef {"title" | "nimet" | "text"} Field */

/**
 * @typedef {object} Data
 * @property {{ separator: string, fields: Record<Field, { boost: number }> & { text: { sanasto: string, painot: Record<string, number> } } }} config
 * @property {Entry[]} docs
 */

/** @typedef {{ address: string, weight: number, head: Section }} Page */
/** @typedef {{ entry: Entry, page: Page, length: Record<Field, number> }} Section */
/** @typedef {{ section: Section, field: Field, times: number, term: string }} Posting */

/**
 * @typedef {object} Index
 * @property {RegExp} separator what stands between words
 * @property {Map<string, Posting[]>} postings where each word is, by its letters
 * @property {number} pages how many there are
 * @property {Record<Field, number>} average how many words a field has
 * @property {Record<Field, number>} boosts what a word is worth in a field
 * @property {Vocabulary} known
 */

/** @type {Field[]} */
export const FIELDS = ["title", "nimet", "text"];

/**
 * @param {Data} data
 * @returns {Index}
 */
export function indexed({ config, docs }) {
  const separator = new RegExp(config.separator);
  const { sanasto, painot } = config.fields.text;
  const sections = sectionsOf(docs, painot);
  /** @type {Map<string, Posting[]>} */
  const postings = new Map();
  for (const section of sections)
    for (const field of FIELDS) {
      const terms = words(section.entry[field] || "", separator);
      section.length[field] = terms.length;
      for (const [term, times] of counted(terms)) {
        const word = fold(term);
        const places = postings.get(word);
        if (places) places.push({ section, field, times, term });
        else postings.set(word, [{ section, field, times, term }]);
      }
    }
  const known = vocabulary(sanasto, new Set(postings.keys()));
  for (const word of known.lemmas.keys()) cutApart(postings, known, word);
  /** @param {(field: Field) => number} value */
  const byField = (value) => ({ title: value("title"), nimet: value("nimet"), text: value("text") });
  return {
    separator,
    postings,
    pages: new Set(sections.map(({ page }) => page)).size,
    average: byField(
      (field) => sections.reduce((sum, each) => sum + each.length[field], 0) / sections.length || 1,
    ),
    boosts: byField((field) => config.fields[field].boost || 1),
    known,
  };
}

/**
 * The first entry of a page is its head, and says what the page is worth.
 * @param {Entry[]} docs
 * @param {Record<string, number>} weights
 */
function sectionsOf(docs, weights) {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  return docs.map((entry) => {
    const [address] = entry.location.split("#");
    const section = /** @type {Section} */ ({ entry, length: { title: 0, nimet: 0, text: 0 } });
    const page = pages.get(address) || {
      address,
      weight: (entry.boost || 1) * worth(address),
      head: section,
    };
    pages.set(address, page);
    section.page = page;
    return section;
  });

  /** @param {string} address */
  function worth(address) {
    const starts = Object.keys(weights).filter((each) => address.startsWith(each));
    const [longest] = starts.sort((a, b) => b.length - a.length);
    return longest ? weights[longest] : 1;
  }
}

/**
 * What only makes a question tells nothing of a page either.
 * @param {string} html
 * @param {RegExp} separator
 */
function words(html, separator) {
  const pieces = html.split(/<[^>]*>/).flatMap((text) => text.split(separator));
  return pieces.map((word) => word.toLowerCase()).filter((word) => word && !QUESTION.has(fold(word)));
}

/** @param {string[]} terms */
function counted(terms) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const term of terms) times.set(term, (times.get(term) || 0) + 1);
  return times;
}

/**
 * A name such as e-lomake is cut into two words; it is where both are.
 * @param {Map<string, Posting[]>} postings
 * @param {Vocabulary} known
 * @param {string} word
 */
function cutApart(postings, known, word) {
  const [letter, rest] = [postings.get(word[0]), postings.get(word.slice(1))];
  if (postings.has(word) || !letter || !rest) return;
  const sections = new Set(letter.map(({ section }) => section));
  const found = rest.filter(({ section }) => sections.has(section));
  if (!found.length) return;
  postings.set(word, found);
  known.words.add(word);
}

/**
 * The text with the terms marked in it; of a `brief` one, the first two paragraphs that have any.
 * @param {string} html
 * @param {Set<string>} terms
 * @param {RegExp} separator
 * @param {boolean} brief
 */
export function marked(html, terms, separator, brief) {
  const between = new RegExp(`(<[^>]*>|${separator.source})`);
  const paragraphs = brief ? html.split(/(?<=<\/p>)/) : [html];
  const shown = paragraphs.map((paragraph) => {
    const pieces = paragraph.split(between);
    // every other piece is what stands between words
    return pieces.map((piece, at) =>
      at % 2 || !terms.has(piece.toLowerCase()) ? piece : `<mark>${piece}</mark>`,
    );
  });
  const found = shown.map((pieces) => pieces.join("")).filter((text) => text.includes("<mark>"));
  return found.length ? found.slice(0, 2).join("") : html;
}
