/* Keys for those who want them; every page works without this file. Whoever does not, turns them off in the help. */
"use strict";
(() => {
  const HELP = [
    ["j k", "nästa, föregående mejl"], ["Retur", "öppna, eller bekräfta"], ["a", "godkänn (en gång till eller Retur bekräftar)"],
    ["e", "ändra"], ["x", "avfärda"], ["v", "låt vänta"], ["f", "fråga avsändaren eller kommunen"], ["l", "koppla till ett tidigare svar"],
    ["s", "skicka den fråga som är skriven"], ["t", "ta tillbaka till kön"],
    ["u", "ångra"], ["q", "till kön"], ["Esc", "stäng formuläret"], ["?", "den här rutan"],
  ];
  const FOLDS = { a: "godkann", e: "ratta", x: "avfarda", v: "lat-vanta", f: "fraga", l: "koppla" };
  const stored = (value) => {
    try { return value === undefined ? localStorage.getItem("keys") : localStorage.setItem("keys", value); } catch { return null; }
  };
  let on = stored() !== "off";
  document.documentElement.classList.toggle("keys", on);

  const links = () => [...document.querySelectorAll("[data-keys=list] h2 a[href^='/mejl/'], [data-keys=list] .card a[href^='/mejl/']")]
    .filter((link, at, all) => all.indexOf(link) === at);
  const step = (by) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) { next.focus(); next.closest("li").scrollIntoView({ block: "nearest" }); }
  };
  const lacks = (place) => [...place.querySelectorAll("fieldset select")]
    .find((choice) => !choice.value && !choice.name.endsWith("-corrects"));
  const first = (place) => place.querySelector("[aria-invalid]") || lacks(place) ||
    place.querySelector("select, textarea, input:not([type=hidden]), button");
  const open = (fold) => {
    fold.open = true;
    const form = fold.querySelector("form");
    fold.scrollIntoView({ block: "nearest" });
    if (form) first(form).focus();
  };
  const lacking = (form) => [...form.querySelectorAll("[required]")].find((field) => !field.checkValidity());
  const press = (target) => {
    if (target.matches("summary")) open(target.closest("details"));
    else if (target.matches("a") || target.matches("[data-direct]") || target === document.activeElement) target.click();
    else {
      const place = (target.form && lacking(target.form)) || target;
      place.focus();
      place.scrollIntoView({ block: "nearest" });
    }
  };
  const help = () => {
    let box = document.getElementById("kortkommandon");
    if (!box) {
      box = document.createElement("dialog");
      box.id = "kortkommandon";
      const title = document.createElement("h2");
      title.id = "kortkommandon-rubrik";
      title.textContent = "Kortkommandon";
      box.setAttribute("aria-labelledby", title.id);
      const list = document.createElement("dl");
      for (const [key, text] of HELP) {
        const row = document.createElement("div");
        const term = document.createElement("dt");
        for (const one of key.split(" ")) {
          const cap = document.createElement("kbd");
          cap.textContent = one;
          term.append(cap, " ");
        }
        const words = document.createElement("dd");
        words.textContent = text;
        row.append(term, words);
        list.append(row);
      }
      const choice = document.createElement("label");
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.checked = on;
      tick.addEventListener("change", () => {
        on = tick.checked;
        stored(on ? "on" : "off");
        document.documentElement.classList.toggle("keys", on);
      });
      choice.append(tick, " Använd kortkommandon");
      const shut = document.createElement("button");
      shut.className = "button plain";
      shut.textContent = "Stäng";
      shut.addEventListener("click", () => box.close());
      box.append(title, list, choice, shut);
      document.body.append(box);
    }
    box.showModal();
  };
  for (const button of document.querySelectorAll(".keys-help")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
  const inList = (key) => {
    const link = links().includes(document.activeElement) ? document.activeElement : null;
    if (link && FOLDS[key]) location.assign(`${link.getAttribute("href")}#${FOLDS[key]}`);
    return Boolean(link && FOLDS[key]);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const fold = event.target.closest && event.target.closest(".fold[open]");
    if (event.key === "Escape" && fold) {
      fold.open = false;
      fold.querySelector("summary").focus();
      return;
    }
    if (event.target.closest && event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    if (event.key === "?") { event.preventDefault(); help(); return; }
    if (!on || event.key.length !== 1) return;
    if (document.querySelector("[data-keys=list]")) {
      if (event.key === "j" || event.key === "k") { event.preventDefault(); step(event.key === "j" ? 1 : -1); return; }
      if (inList(event.key)) { event.preventDefault(); return; }
    }
    const target = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
    if (target) { event.preventDefault(); press(target); }
  });
  const faults = document.getElementById("fel");
  const asked = Object.values(FOLDS).includes(location.hash.slice(1)) && document.getElementById(location.hash.slice(1));
  if (faults) faults.focus();
  else if (asked && asked.matches("details")) open(asked);
  else if (asked) press(asked.querySelector("[data-key]"));
})();
