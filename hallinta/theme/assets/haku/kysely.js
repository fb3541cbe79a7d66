// What was typed, as words that tell something.

import { fold } from "./sanat.js";

const MOST_LETTERS = 60; // in a word
const MOST_WORDS = 32; // nobody means every word of a page pasted in

export const QUESTION = new Set(
  (
    "ei eivät en ja jos joka jonka jota kai kenelle kenen keneltä keneen kenet kenestä ketkä ketä kuin kuinka kuka " +
    "kukaan kumpi kun mihin miksi mikä mille millainen milloin millä miltä minkä minne missä mistä miten mitkä " +
    "mitä montako niin näin olla ole onko on ollaanko ovat ovatko paljonko se sekä sen siis sitä tai tämä vai " +
    "vaan vielä että eli mutta myös pitää pitääkö pitäisi saa saada saako saisi täytyy täytyykö voi voidaan " +
    "voidaanko voida voiko voisi voivat tarvitseeko tarvitaanko kannattaako kuuluuko eroa ero tarkoittaa " +
    "tarkoitetaan tehdään tehdä"
  )
    .split(" ")
    .map(fold),
);

export const ENDING =
  /^[eij]?(?:s?ta|tta|n|a|t|in|en|an|on|un|ssa|lla|lta|lle|na|ksi|h[aeiou]n|seen|siin|iin|iden|ien|jen|den|ten|nsa)(?:kin|kaan|ko)?$/;

/** @type {Record<string, number>} */
const MAGNITUDE = {
  t: 1e3,
  tuhat: 1e3,
  tuhatta: 1e3,
  tuhannen: 1e3,
  milj: 1e6,
  miljoona: 1e6,
  miljoonaa: 1e6,
  miljoonan: 1e6,
};

/**
 * A query as words alone: one form of each letter, no other signs. A name such as e-lomake is one word, as in the
 * site's vocabulary (vocabulary.py).
 * @param {string} text
 */
export function written(text) {
  const plain = text
    .slice(0, 5000)
    // biome-ignore lint/suspicious/noMisleadingCharacterClass: a variation selector is meant by itself
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g, "")
    .replace(/[\ufb00-\ufb06\uff01-\uff5e]/g, (letter) => letter.normalize("NFKC"))
    .replace(/[\u2010\u2011\u2212]/g, "-")
    .normalize("NFC")
    .replace(/(^|[^0-9A-Za-z.])(HAL|A|\d(?:\.\d)?)[–—](\d{2,3})(?!\d)/g, "$1$2-$3"); // HAL–002, as word processors mend it
  const words = plain
    .split(/[^0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ῼ.-]+/)
    .map((word) => word.replace(/^[.-]+|[.-]+$/g, "").replace(/^([^\d.-])-(?=[^\d.-])/, "$1"))
    .map((word) => word.slice(0, MOST_LETTERS));
  const apart = words.filter((word, at) => word && (/\d/.test(word) || words.indexOf(word) === at)); // but 1 000 000
  return apart.slice(0, MOST_WORDS);
}

/**
 * The words to look for: without those that only make it a question, unless there are no others.
 * @param {string} query
 * @param {RegExp} separator what stands between words on the pages
 */
export function asked(query, separator) {
  const pieces = written(query).flatMap((word) => word.split(separator).filter(Boolean));
  const joined = amounts(pieces.filter((word, at) => word !== pieces[at - 1]));
  const telling = joined.filter((word) => !QUESTION.has(fold(word)) && !/^\D$/.test(word) && !suffix(word));
  return telling.length ? telling : joined;
}

/**
 * What is left of `OPH:lle` when the abbreviation is gone.
 * @param {string} word
 */
function suffix(word) {
  return word.length < 5 && ENDING.test(fold(word));
}

/**
 * `300 000 €`, `300000e` and `300 tuhatta` are one word, 300000, as on the pages.
 * @param {string[]} words
 */
function amounts(words) {
  /** @type {string[]} */
  const joined = [];
  let open = false; // the last one is a number that may go on
  for (const word of words) {
    const last = joined.length - 1;
    const number = /^(\d+)(?:e|eur|euroa?|euron)?$/i.exec(word);
    const times = MAGNITUDE[fold(word)];
    if (open && number && number[1].length === 3) joined[last] += number[1];
    else if (open && times) joined[last] = String(Number(joined[last]) * times);
    else {
      joined.push(number ? number[1] : word);
      open = Boolean(number);
    }
  }
  return joined;
}
