// Keeps the yearly calendar on today's day between two builds: the pin, the month, what is over.
// Without this script the page shows the day of the build.
(() => {
  // Helsinki is two hours ahead of UTC, three in summer; only when these disagree of the day is the browser asked,
  // for reading its time zones takes it longer than all else here
  const edella = (tuntia) => new Date(Date.now() + tuntia * 36e5).toISOString().slice(0, 10);
  const tanaan = edella(2) === edella(3) ? edella(2)
    : new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(new Date());
  const [vuosi, kuukausi, paiva] = tanaan.split("-").map(Number);
  for (const tapahtuma of document.querySelectorAll("[data-loppu]")) {
    tapahtuma.classList.toggle("vk-mennyt", tapahtuma.dataset.loppu < tanaan);
  }
  for (const kello of document.querySelectorAll(".vk-svg")) {
    const nyt = Number(kello.dataset.vuosi) === vuosi;
    const neula = kello.querySelector("[data-vk-tanaan]");
    const [x, y, paivia] = neula.dataset.vkTanaan.split(" ").map(Number);
    const kulunut = (Date.UTC(vuosi, kuukausi - 1, paiva) - Date.UTC(vuosi, 0, 1)) / 864e5;
    neula.setAttribute("transform", `rotate(${(360 * kulunut) / paivia} ${x} ${y})`);
    neula.setAttribute("visibility", nyt ? "visible" : "hidden");
    kello.querySelectorAll(".vk-kk").forEach((sektori, numero) => {
      sektori.classList.toggle("vk-nyt", nyt && numero + 1 === kuukausi);
    });
    const teksti = kello.querySelector("[data-vk-paiva]");
    if (nyt && teksti) teksti.textContent = `tänään ${paiva}.${kuukausi}.`;
  }
})();
