// The hankkeistaminen helper: shows the answer that fits. The page carries the answers with their limits in cents.
(() => {
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const form = /** @type {HTMLFormElement} */ (at("hankeapuri"));
  if (!form) return;
  const place = /** @type {HTMLElement} */ (form.parentElement);
  const answer = at("hankeapuri-vastaus");
  const share = at("hankeapuri-linkki");
  const error = at("apuri-virhe");

  /**
   * @typedef {{ kohde: RadioNodeList, kustannus: HTMLInputElement, arvioimatta: HTMLInputElement }} Cost
   * @typedef {Cost & { kayttoala: HTMLSelectElement, paiva?: HTMLInputElement }} Fields
   */
  const { kohde, kustannus, arvioimatta, kayttoala, paiva } = /** @type {Fields} */ (
    /** @type {unknown} */ (form.elements)
  );
  const link = /** @type {HTMLAnchorElement} */ (share.children[0]);
  const [, copy, copied] = share.children;

  const plain = (/** @type {string} */ text) => text.replace(/[\s€]/g, "");

  /**
   * Cents of "300 000,01 €"; undefined when it is not an amount.
   * @param {string} text
   */
  const cents = (text) => {
    const found = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(plain(text));
    return found ? Number(found[1]) * 100 + Number((found[2] || "").padEnd(2, "0")) : undefined;
  };

  /**
   * @param {HTMLElement} answer
   * @param {number | null} cost null when nobody has estimated it
   */
  const fits = ({ dataset: d }, cost) => {
    if (d.kustannus) return cost === null;
    if (!d.vahintaan && !d.enintaan) return true;
    return cost !== null && cost >= Number(d.vahintaan || 0) && cost <= Number(d.enintaan || Infinity);
  };

  /**
   * The answer by the limits of the day: of the periods that have begun the last one. Days compare as text.
   * @param {string} name
   * @param {string} value
   * @param {number | null} cost
   */
  const choose = (name, value, cost) => {
    /** @type {NodeListOf<HTMLTemplateElement>} */
    const answers = place.querySelectorAll(`template[data-${name}]`);
    const begun = (/** @type {string | undefined} */ day) => !day || (paiva && paiva.value >= day);
    const fitting = [...answers].filter(
      (each) => each.dataset[name] === value && fits(each, cost) && begun(each.dataset.alkaen),
    );
    return fitting[fitting.length - 1];
  };

  const show = () => {
    const cost = arvioimatta.checked ? null : cents(kustannus.value);
    const bad = cost === undefined;
    error.hidden = !bad;
    kustannus.setAttribute("aria-invalid", String(bad));
    share.hidden = bad;
    answer.replaceChildren();
    for (const name in answer.dataset) delete answer.dataset[name];
    if (bad) return kustannus.focus();
    const chosen = [choose("kohde", kohde.value, cost), choose("kayttoala", kayttoala.value, cost)];
    answer.append(...chosen.map((each) => each.content.cloneNode(true)));
    answer.dataset.tulos = chosen[0].dataset.tulos;
    answer.dataset.lausunto = chosen[1].dataset.tulos;
    const state = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    if (cost !== null) state.set("kustannus", plain(kustannus.value));
    link.search = String(state);
    history.replaceState(null, "", link.href);
    copied.textContent = "";
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  arvioimatta.addEventListener("change", () => {
    kustannus.disabled = arvioimatta.checked;
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      copied.textContent = "Linkki on kopioitu.";
    } catch {
      copied.textContent = "Kopioi linkki selaimen osoiteriviltä.";
    }
  });

  form.hidden = false;
  const asked = new URLSearchParams(location.search);
  if (asked.has("kohde")) {
    kohde.value = asked.get("kohde") || "";
    kustannus.value = asked.get("kustannus") || "";
    kayttoala.value = asked.get("kayttoala") || "";
    if (paiva) paiva.value = asked.get("paiva") || paiva.value;
    arvioimatta.checked = asked.has("arvioimatta");
    kustannus.disabled = arvioimatta.checked;
    if (kohde.value && kayttoala.selectedIndex >= 0) show();
  }
})();
