// The hankkeistaminen helper: shows the answer that fits. The page carries the answers with their limits in cents.
(() => {
  const at = (id) => document.getElementById(id);
  const form = at("hankeapuri");
  if (!form) return;
  const place = form.parentElement;
  const answer = at("hankeapuri-vastaus");
  const share = at("hankeapuri-linkki");
  const error = at("apuri-virhe");
  const { kohde, kustannus, arvioimatta, kayttoala, paiva } = form.elements;
  const [link, copy, copied] = share.children;

  const plain = (text) => text.replace(/[\s€]/g, "");

  /** Cents of "300 000,01 €"; undefined when it is not an amount. */
  const cents = (text) => {
    const found = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(plain(text));
    return found ? Number(found[1]) * 100 + Number((found[2] || "").padEnd(2, "0")) : undefined;
  };

  const fits = ({ dataset: d }, cost) => {
    if (d.kustannus) return cost === null;
    if (!d.vahintaan && !d.enintaan) return true;
    return cost !== null && cost >= Number(d.vahintaan || 0) && cost <= Number(d.enintaan || Infinity);
  };

  /** The answer by the limits of the day: of the periods that have begun the last one. Days compare as text. */
  const choose = (name, value, cost) =>
    [...place.querySelectorAll(`template[data-${name}]`)]
      .filter((t) => t.dataset[name] === value && fits(t, cost))
      .findLast(({ dataset: d }) => !d.alkaen || (paiva && paiva.value >= d.alkaen));

  const show = () => {
    const cost = arvioimatta.checked ? null : cents(kustannus.value);
    const bad = cost === undefined;
    error.hidden = !bad;
    kustannus.setAttribute("aria-invalid", bad);
    share.hidden = bad;
    answer.replaceChildren();
    for (const name in answer.dataset) delete answer.dataset[name];
    if (bad) return kustannus.focus();
    const chosen = [choose("kohde", kohde.value, cost), choose("kayttoala", kayttoala.value, cost)];
    answer.append(...chosen.map((t) => t.content.cloneNode(true)));
    answer.dataset.tulos = chosen[0].dataset.tulos;
    answer.dataset.lausunto = chosen[1].dataset.tulos;
    const state = new URLSearchParams(new FormData(form));
    if (cost !== null) state.set("kustannus", plain(kustannus.value));
    link.search = state;
    history.replaceState(null, "", link.href);
    copied.textContent = "";
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  arvioimatta.addEventListener("change", () => { kustannus.disabled = arvioimatta.checked; });
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
    kohde.value = asked.get("kohde");
    kustannus.value = asked.get("kustannus") || "";
    kayttoala.value = asked.get("kayttoala") || "";
    if (paiva && asked.get("paiva")) paiva.value = asked.get("paiva");
    arvioimatta.checked = asked.has("arvioimatta");
    kustannus.disabled = arvioimatta.checked;
    if (kohde.value && kayttoala.selectedIndex >= 0) show();
  }
})();
