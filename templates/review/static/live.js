// How many mails wait, kept up in the menu while a page is open; a page with a form on it is never changed.
(() => {
  "use strict";
  const EVERY = 60_000; // milliseconds
  const link = document.querySelector('nav a[href="/"]');
  const told = document.getElementById("live");
  if (!link || !told) return;
  const shown = () => Number(link.querySelector(".count")?.textContent ?? 0);
  const first = shown();
  const show = (waiting) => {
    let count = link.querySelector(".count");
    if (!waiting) { count?.remove(); return; }
    if (!count) {
      count = document.createElement("span");
      count.className = "count";
      link.append(" ", count);
    }
    count.textContent = String(waiting);
    count.setAttribute("aria-label", `${waiting} väntar`);
  };
  const tell = (waiting) => {
    told.replaceChildren();
    if (waiting === first || !document.querySelector("[data-keys=list]")) return;
    const line = document.createElement("p");
    const again = document.createElement("a");
    line.className = "flash";
    again.href = location.pathname + location.search;
    again.textContent = "Visa kön som den är nu";
    line.append(`Kön har ändrats: ${waiting} mejl väntar. `, again);
    told.append(line);
  };
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/lage", { redirect: "error" });
      if (!answer.ok) return;
      const { waiting } = await answer.json();
      if (waiting !== shown()) { show(waiting); tell(waiting); }
    } catch { /* signed out, or the service is away: the next click says so */ }
  };
  setInterval(ask, EVERY);
  addEventListener("focus", ask);
})();
