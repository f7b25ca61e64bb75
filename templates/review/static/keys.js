/* Keys for those who want them; every page works without this file. */
"use strict";
(() => {
  const links = () => [...document.querySelectorAll("[data-keys=list] a[href^='/mejl/']")];
  const step = (by) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const touch = (key) => {
    const target = document.querySelector(`[data-key=${key}]`);
    if (!target) return;
    const fold = target.closest("details");
    if (fold) {
      fold.open = true;
      (fold.querySelector("select, textarea, input:not([type=hidden])") || target).focus();
    } else { target.focus(); }
  };
  const help = () => {
    let box = document.querySelector("dialog");
    if (!box) {
      box = document.createElement("dialog");
      const title = document.createElement("h2");
      title.textContent = "Kortkommandon";
      const list = document.createElement("div");
      for (const [key, text] of [["j k", "nästa, föregående mejl i listan"], ["Retur", "öppna, eller tryck på vald knapp"],
        ["g", "gå till Godkänn (Retur bekräftar)"], ["r", "rätta"], ["a", "avfärda"], ["q", "till listan"], ["?", "den här rutan"]]) {
        const row = document.createElement("p");
        const cap = document.createElement("kbd");
        cap.textContent = key;
        row.append(cap, ` ${text}`);
        list.append(row);
      }
      const shut = document.createElement("button");
      shut.className = "button plain";
      shut.textContent = "Stäng";
      shut.addEventListener("click", () => box.close());
      box.append(title, list, shut);
      document.body.append(box);
    }
    box.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
    const act = { j: () => step(1), k: () => step(-1), g: () => touch("g"), r: () => touch("r"), a: () => touch("a"),
      q: () => location.assign("/"), "?": help }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  const faults = document.getElementById("fel");
  if (faults) faults.focus();
})();
