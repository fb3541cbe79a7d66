// The site's vocabulary, which vocabulary.py writes, and what a typed word may mean: groups of words on the pages.
//
// What a reader types is turned into forms of one base form, compounds it is a part of, its kin, words it begins,
// and when it is none of these, the nearest spelling. As they are words on the pages, what is found can be marked.

import { ENDING } from "./kysely.js";
import { distance } from "./sanat.js";

// What a meaning of a typed word is worth. Chosen on the odd half of tests/haku; the ranking bears ±30 % of each.
const SAME = 1; // the word itself or a form of the same base form
const PART = 0.5; // compounds that it is a part of
const KIN = 0.55; // a noun of action and its verb, a synonym
const BEGUN = 0.27; // longer words that it begins
const GUESS = 0.8; // anything that had to be guessed

const FEW = 3; // base forms that an unfinished word may be meant for
const CLITIC = /(?:ko|kin|kaan|han|pa)$/;

/** @typedef {Map<string, Set<string>>} Relation */

/**
 * @typedef {object} Vocabulary
 * @property {Set<string>} words those on the pages
 * @property {Relation} lemmas a form → its base forms
 * @property {Relation} forms a base form → its forms
 * @property {Relation} wholes a part → base forms of the compounds that have it
 * @property {Relation} kin a base form → those that mean the same or come from the same
 * @property {Relation} endings how a form ends → how its base form may
 */

/** @typedef {{ weight: number, words: string[] }} Meaning */

/**
 * @param {Relation} map
 * @param {string} key
 * @param {string} value
 */
function add(map, key, value) {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}

/**
 * Reads `lemma=part+part~kin,kin 1form 2form;…`.
 * @param {string} text
 * @param {Set<string>} words
 * @returns {Vocabulary}
 */
export function vocabulary(text, words) {
  const known = {
    words,
    lemmas: new Map(),
    forms: new Map(),
    wholes: new Map(),
    kin: new Map(),
    endings: new Map(),
  };
  /** @type {[string, string[]][]} */
  const compounds = [];
  for (const line of text.split(";").filter(Boolean)) {
    const [head, ...forms] = line.split(" ");
    const [name, kin] = head.split("~");
    const [first, composed] = name.split("=");
    const parts = (composed || first).split("+");
    const lemma = composed ? first : parts.join("");
    if (words.has(lemma) || parts[0].length === 1) relate(known, lemma, lemma);
    for (const form of forms) {
      const cut = parseInt(form, 10);
      const stem = lemma.slice(0, lemma.length - cut);
      const end = form.slice(String(cut).length);
      relate(known, lemma, stem + end);
      for (let more = 0; more < 3 && more < stem.length - 2; more++) {
        const shared = stem.slice(stem.length - more);
        add(known.endings, shared + end, shared + lemma.slice(stem.length));
      }
    }
    if (parts.length > 1) compounds.push([lemma, parts]);
    for (const other of kin ? kin.split(",") : []) {
      add(known.kin, lemma, other);
      add(known.kin, other, lemma);
    }
  }
  for (const word of words) if (!known.lemmas.has(word)) relate(known, word, word);
  for (const [lemma, parts] of compounds) compose(known, lemma, parts);
  return known;
}

/**
 * @param {Vocabulary} known
 * @param {string} lemma
 * @param {string} form
 */
function relate(known, lemma, form) {
  add(known.lemmas, form, lemma);
  add(known.forms, lemma, form);
}

/**
 * Each run of parts is a part too: ylioppilas of yli+oppilas+tutkinto.
 * @param {Vocabulary} known
 * @param {string} lemma
 * @param {string[]} parts
 */
function compose(known, lemma, parts) {
  for (let from = 0; from < parts.length; from++)
    for (let to = from + 1; to <= parts.length; to++) {
      const part = parts.slice(from, to).join("");
      if (part.length < 3 || part === lemma) continue;
      add(known.wholes, part, lemma);
      for (const base of known.lemmas.get(part) || []) add(known.wholes, base, lemma);
    }
}

/**
 * @param {Vocabulary} known
 * @param {string} word
 */
function isKnown({ lemmas, forms, wholes, kin }, word) {
  return lemmas.has(word) || forms.has(word) || wholes.has(word) || kin.has(word);
}

/**
 * What each word of a query means; one that nobody has seen may be two known words together.
 * @param {Vocabulary} known
 * @param {string} word
 * @returns {Meaning[][]}
 */
export function meanings(known, word) {
  const groups = meant(known, word);
  if (groups.length) return [groups];
  const pair = halves(known, word);
  return pair.length ? pair.map((half) => meant(known, half)) : [nearest(known, word)];
}

/**
 * @param {Vocabulary} known
 * @param {string} word
 */
function meant(known, word) {
  /** @type {Meaning[]} */
  const groups = [];
  if (isKnown(known, word)) expand(known, word, SAME, groups);
  if (!known.lemmas.has(word)) inflected(known, word, groups);
  if (!groups.length && isKnown(known, word.slice(1))) expand(known, word.slice(1), GUESS, groups);
  const begun = [...known.words].filter((each) => each.length > word.length && each.startsWith(word));
  const lemmas = all(begun, known.lemmas);
  if (!groups.length && lemmas.size <= FEW) for (const each of lemmas) expand(known, each, GUESS, groups);
  else if (begun.length) groups.push({ weight: groups.length ? BEGUN : GUESS, words: begun });
  return groups;
}

/**
 * @param {Vocabulary} known
 * @param {string} word
 * @param {number} weight
 * @param {Meaning[]} groups
 */
function expand({ words, lemmas, forms, wholes, kin }, word, weight, groups) {
  const push = (/** @type {number} */ share, /** @type {Set<string>} */ found) => {
    if (found.size) groups.push({ weight: weight * share, words: [...found] });
  };
  if (words.has(word)) push(SAME, new Set([word]));
  for (const lemma of new Set([...(lemmas.get(word) || []), word])) {
    const near = [...(kin.get(lemma) || [])];
    const related = new Set([...near, ...all(near, kin)]);
    related.delete(lemma);
    push(SAME, all([lemma], forms));
    push(PART, all(wholes.get(lemma) || [], forms));
    push(KIN, all(related, forms));
  }
}

/**
 * @param {Iterable<string>} keys
 * @param {Relation} map
 * @returns {Set<string>}
 */
function all(keys, map) {
  const found = new Set();
  for (const key of keys) for (const value of map.get(key) || []) found.add(value);
  return found;
}

/**
 * An unseen form of a known word: by analogy with the forms seen, or as a known word and an ending.
 * @param {Vocabulary} known
 * @param {string} word
 * @param {Meaning[]} groups
 */
function inflected(known, word, groups) {
  const bare = word.replace(CLITIC, "");
  if (bare !== word && known.lemmas.has(bare)) return expand(known, bare, GUESS, groups);
  for (let at = 2; at < word.length; at++) {
    const ends = [...(known.endings.get(word.slice(at)) || [])];
    const found = ends.map((end) => word.slice(0, at) + end).filter((each) => isKnown(known, each));
    for (const each of found) expand(known, each, GUESS, groups);
    if (found.length) return;
  }
  for (let at = word.length - 1; at > 2; at--) {
    const stem = word.slice(0, at);
    const found = [stem, stem.replace(/e$/, "i")].find((each) => isKnown(known, each));
    if (found && ENDING.test(word.slice(at))) return expand(known, found, GUESS, groups);
  }
}

/**
 * A compound that nobody has seen, as two known words; the latter may be inflected.
 * @param {Vocabulary} known
 * @param {string} word
 */
function halves(known, word) {
  for (let at = word.length - 3; at > 2; at--) {
    const pair = [word.slice(0, at), word.slice(at)];
    /** @type {Meaning[]} */
    const tail = [];
    if (!isKnown(known, pair[0])) continue;
    if (!isKnown(known, pair[1])) inflected(known, pair[1], tail);
    if (tail.length || isKnown(known, pair[1])) return pair;
  }
  return [];
}

/**
 * Words that have it inside; else those at the least distance, one letter in a short word and two in a long one;
 * else those that begin alike.
 * @param {Vocabulary} known
 * @param {string} word
 * @returns {Meaning[]}
 */
function nearest(known, word) {
  const inside = word.length > 3 ? [...known.words].filter((each) => each.includes(word)) : [];
  if (inside.length) return [{ weight: GUESS * PART, words: inside }];
  const candidates = [...known.lemmas.keys(), ...known.wholes.keys()].filter((each) => each.length > 2);
  let least = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
  /** @type {string[]} */
  let found = [];
  for (const each of candidates) {
    const apart = distance(word, each, least);
    if (apart < least) found = [];
    if (apart <= least) found.push(each);
    least = Math.min(least, apart);
  }
  for (let length = word.length - 1; !found.length && length > 3; length--)
    found = candidates.filter((each) => each.startsWith(word.slice(0, length)));
  /** @type {Meaning[]} */
  const groups = [];
  for (const each of new Set(found)) expand(known, each, GUESS, groups);
  return groups;
}
