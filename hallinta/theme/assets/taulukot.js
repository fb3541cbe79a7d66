// Lists to work with: text and choice filters, sorting, a live count, the state in the address. The page carries the
// whole list and its keys; without this script it reads as it is.
(() => {
  /**
   * Small letters without marks, so that "paatos" finds "Päätös"; soft hyphens are not letters.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .replace(/\u00ad/g, "")
      .toLocaleLowerCase("fi")
      .normalize("NFD")
      .replace(/\p{M}/gu, "");

  /** @type {Map<string, string>} */
  const ordered = new Map();
  /**
   * What stands in Finnish order when compared as it is: å, ä and ö last, numbers by their size, marks as a space.
   * A browser's own Intl.Collator orders so too, but to make one takes it longer than all else here.
   * @param {string} text
   */
  const finnish = (text) => {
    const known = ordered.get(text);
    if (known !== undefined) return known;
    const letters = text
      .normalize()
      .toLowerCase()
      .replace(/[åäö]/g, (letter) => "{|}"["åäö".indexOf(letter)]);
    const words = fold(letters).replace(/[^\p{L}\p{N}{|}.-]+/gu, " ");
    const made = words.replace(/\d+/g, (number) => number.padStart(9, "0"));
    ordered.set(text, made);
    return made;
  };
  const alphabetically = (/** @type {string} */ one, /** @type {string} */ other) =>
    Number(finnish(one) > finnish(other)) - Number(finnish(one) < finnish(other));

  /**
   * What a cell is sorted by: its own key, a date or a number in it, the name of its link, its text.
   * @param {HTMLTableCellElement} cell
   */
  const key = (cell) => {
    const { arvo } = cell.dataset;
    if (arvo !== undefined) return arvo;
    const typed = cell.querySelector("time, data");
    if (typed instanceof HTMLTimeElement) return typed.dateTime;
    if (typed instanceof HTMLDataElement) return typed.value;
    if (cell.querySelector(".hk-tuntematon")) return "";
    const name = cell.tagName === "TH" && cell.querySelector("a");
    return textOf(name || cell).replace(/^–$/, "");
  };

  const textOf = (/** @type {Element} */ element) => (element.textContent || "").trim();

  /**
   * Numbers as numbers, the rest as Finnish orders them; what has no value comes last in both directions.
   * @param {string} one
   * @param {string} other
   * @param {number} way
   */
  const compare = (one, other, way) => {
    if (!one || !other) return Number(!one) - Number(!other);
    const difference = Number(one) - Number(other);
    return way * (Number.isNaN(difference) ? alphabetically(one, other) : difference);
  };

  /** @typedef {{ row: HTMLTableRowElement, values: Record<string, string[]>, text?: string, keys?: string[] }} Row */

  /** @param {Element} place */
  const work = (place) => {
    const form = place.querySelector("form");
    if (!form) return; // on a page for print
    const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
    const table = /** @type {HTMLTableElement} */ (place.querySelector("table"));
    const search = /** @type {HTMLInputElement} */ (form.elements.namedItem("haku"));
    const clear = /** @type {HTMLButtonElement} */ (form.elements.namedItem("tyhjenna"));
    const [body] = table.tBodies;
    const heads = [.../** @type {HTMLTableSectionElement} */ (table.tHead).rows[0].cells];
    /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */
    const fields = form.querySelectorAll("input, select");
    const choices = [...fields].filter((field) => field instanceof HTMLSelectElement);
    const all = status.textContent;
    let order = "";

    const column = (/** @type {string} */ name) => heads.findIndex((head) => head.dataset.avain === name);
    const values = (/** @type {HTMLTableRowElement} */ row, /** @type {string} */ name) =>
      row.dataset[name]?.split("|") ?? [textOf(row.cells[column(name)])];
    /** @type {Row[]} */
    const rows = [...body.rows].map((row) => ({
      row,
      values: Object.fromEntries(choices.map(({ name }) => [name, values(row, name)])),
    }));

    // read when first asked for: most readers only read the list
    const text = (/** @type {Row} */ each) => {
      each.text ??= fold(each.row.textContent || "");
      return each.text;
    };
    const keys = (/** @type {Row} */ each) => {
      each.keys ??= [...each.row.cells].map(key);
      return each.keys;
    };

    for (const choice of choices) {
      const found = new Set(rows.flatMap(({ values }) => values[choice.name]).filter(Boolean));
      choice.append(...[...found].sort(alphabetically).map((value) => new Option(value, value)));
    }

    const filter = () => {
      const words = fold(search.value).split(/\s+/).filter(Boolean);
      const chosen = choices.filter((choice) => choice.value);
      const shown = rows.filter((each) => {
        const fits =
          words.every((word) => text(each).includes(word)) &&
          chosen.every(({ name, value }) => each.values[name].includes(value));
        each.row.hidden = !fits;
        return fits;
      }).length;
      const some = shown < rows.length;
      clear.disabled = !some && ![...fields].some((field) => field.value);
      const told = !some ? all : shown ? `${shown} / ${all}` : `Ei osumia (0 / ${all})`;
      if (status.textContent !== told) status.textContent = told;
    };

    const sort = () => {
      const way = order.startsWith("-") ? -1 : 1;
      const at = column(order.replace("-", ""));
      for (const head of heads) head.removeAttribute("aria-sort");
      heads[at]?.setAttribute("aria-sort", way < 0 ? "descending" : "ascending");
      const sorted = at < 0 ? rows : [...rows].sort((a, b) => compare(keys(a)[at], keys(b)[at], way));
      if (sorted.some(({ row }, place) => row !== body.rows[place]))
        body.append(...sorted.map(({ row }) => row));
    };

    /** @param {"push" | "replace"} step */
    const write = (step) => {
      const address = new URL(location.href);
      for (const { name, value } of [...fields, { name: "jarjestys", value: order }]) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      if (address.href !== location.href) history[`${step}State`](null, "", address);
    };

    const read = () => {
      const asked = new URL(location.href).searchParams;
      for (const field of fields) field.value = asked.get(field.name) ?? "";
      for (const choice of choices) choice.selectedIndex = Math.max(choice.selectedIndex, 0);
      order = asked.get("jarjestys") ?? "";
      filter();
      sort();
    };

    /** @param {"push" | "replace"} step */
    const changed = (step) => {
      filter();
      write(step);
    };

    for (const head of heads.filter((head) => head.dataset.avain)) {
      const button = document.createElement("button");
      button.type = "button";
      head.dataset.nimi = head.textContent; // paper leaves buttons out of a repeated heading
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const { avain = "" } = head.dataset;
        order = order === avain ? `-${avain}` : avain;
        sort();
        write("push");
      });
    }
    search.addEventListener("input", () => changed("replace"));
    for (const choice of choices) choice.addEventListener("change", () => changed("push"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const field of fields) field.value = "";
      changed("push");
      search.focus();
    });
    addEventListener("popstate", read);
    read();
  };

  document.querySelectorAll(".hk-tyo").forEach(work);
})();
