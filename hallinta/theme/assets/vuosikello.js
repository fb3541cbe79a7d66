// Keeps the yearly calendar on today's day between two builds: the pin, the month, what is over.
// Without this script the page shows the day of the build.
(() => {
  // Helsinki is two hours ahead of UTC, three in summer; only when these disagree of the day is the browser asked,
  // for reading its time zones takes it longer than all else here
  const ahead = (/** @type {number} */ hours) =>
    new Date(Date.now() + hours * 36e5).toISOString().slice(0, 10);
  const inHelsinki = () =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(new Date());
  const today = ahead(2) === ahead(3) ? ahead(2) : inHelsinki();
  const [year, month, day] = today.split("-").map(Number);

  for (const event of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-loppu]"))) {
    event.classList.toggle("vk-mennyt", (event.dataset.loppu ?? "") < today);
  }

  for (const wheel of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll(".vk-svg"))) {
    const now = Number(wheel.dataset.vuosi) === year;
    const pin = /** @type {SVGElement} */ (wheel.querySelector("[data-vk-tanaan]"));
    const [x, y, days] = (pin.dataset.vkTanaan ?? "").split(" ").map(Number);
    const passed = (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 864e5;
    pin.setAttribute("transform", `rotate(${(360 * passed) / days} ${x} ${y})`);
    pin.setAttribute("visibility", now ? "visible" : "hidden");
    for (const [at, sector] of wheel.querySelectorAll(".vk-kk").entries()) {
      sector.classList.toggle("vk-nyt", now && at + 1 === month);
    }
    const text = wheel.querySelector("[data-vk-paiva]");
    if (now && text) text.textContent = `tänään ${day}.${month}.`;
  }
})();
