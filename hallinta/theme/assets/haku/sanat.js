// Letters and words as hallinta/finishing/words.py reads them.

/** @type {Record<string, string>} */
const LETTERS = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ŋ: "n",
  ŧ: "t",
  ħ: "h",
  ı: "i",
  þ: "th",
  ſ: "s",
  ʒ: "z",
  ς: "σ",
};

/**
 * A word by its letters alone: small ones without marks.
 * @param {string} word
 */
export function fold(word) {
  const bare = word
    .toLowerCase()
    .replace(/\u00a0/g, "")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/\P{ASCII}/gu, (letter) => LETTERS[letter] || letter);
}

/**
 * Optimal string alignment distance; anything above the limit is told as limit + 1.
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + changed);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[b.length];
}
