// The hankkeistaminen helper: finds the answer that the page already carries. The limits, in whole cents, and the
// texts come from the page, which takes them from the same data as the rules.
(() => {
  const form = document.getElementById("hankeapuri");
  if (!form) return;
  const place = form.parentElement;
  const answer = document.getElementById("hankeapuri-vastaus");
  const share = document.getElementById("hankeapuri-linkki");
  const error = document.getElementById("apuri-virhe");
  const { kohde, kustannus, arvioimatta, kayttoala } = form.elements;
  const [link, copy, copied] = share.children;

  /** Cents of "300 000,01 €"; undefined when it is not an amount. */
  const cents = (text) => {
    const found = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s€]/g, ""));
    return found ? Number(found[1]) * 100 + Number((found[2] || "").padEnd(2, "0")) : undefined;
  };

  const fits = ({ dataset: d }, cost) => {
    if (d.kustannus) return cost === null;
    if (!d.vahintaan && !d.enintaan) return true;
    return cost !== null && cost >= Number(d.vahintaan || 0) && cost <= Number(d.enintaan || Infinity);
  };

  const choose = (name, value, cost) =>
    [...place.querySelectorAll(`template[data-${name}]`)].find((t) => t.dataset[name] === value && fits(t, cost));

  const show = () => {
    const cost = arvioimatta.checked ? null : cents(kustannus.value);
    const bad = cost === undefined;
    error.hidden = !bad;
    kustannus.setAttribute("aria-invalid", bad);
    share.hidden = bad;
    answer.replaceChildren();
    if (bad) return kustannus.focus();
    const chosen = [choose("kohde", kohde.value, cost), choose("kayttoala", kayttoala.value, cost)];
    answer.append(...chosen.map((t) => t.content.cloneNode(true)));
    answer.dataset.tulos = chosen[0].dataset.tulos;
    answer.dataset.lausunto = chosen[1].dataset.tulos;
    const state = new URLSearchParams(new FormData(form));
    if (cost === null) state.delete("kustannus");
    link.search = state;
    history.replaceState(null, "", link.href);
    copied.textContent = "";
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  arvioimatta.addEventListener("change", () => { kustannus.disabled = arvioimatta.checked; });
  copy.addEventListener("click", () =>
    navigator.clipboard.writeText(link.href).then(
      () => { copied.textContent = "Linkki on kopioitu."; },
      () => { copied.textContent = "Kopiointi ei onnistunut. Kopioi osoite selaimen osoiteriviltä."; },
    ));

  form.hidden = false;
  const asked = new URLSearchParams(location.search);
  if (asked.has("kohde")) {
    kohde.value = asked.get("kohde");
    kustannus.value = asked.get("kustannus") || "";
    kayttoala.value = asked.get("kayttoala") || "";
    arvioimatta.checked = asked.has("arvioimatta");
    kustannus.disabled = arvioimatta.checked;
    if (kohde.value && kayttoala.selectedIndex >= 0) show();
  }
})();
