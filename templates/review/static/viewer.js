/* The pages beside the claims: a claim shows its box, the zoom changes at once, and words marked on a page can be put
   into the form. Without this file the claims are links, the zoom is a link, and words are pasted. */
"use strict";
(() => {
  const papers = document.querySelector(".papers");
  if (!papers) return;

  const scrolls = () => papers.scrollHeight > papers.clientHeight + 1 && getComputedStyle(papers).overflowY !== "visible";
  const into = (target) => {
    if (!scrolls()) return;
    const frame = papers.getBoundingClientRect();
    const place = target.getBoundingClientRect();
    if (place.top >= frame.top + 40 && place.bottom <= frame.bottom - 20) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    papers.scrollBy({ top: place.top - frame.top - frame.height / 3, behavior: calm ? "auto" : "smooth" });
  };
  const show = (claim) => {
    for (const other of papers.querySelectorAll(".now")) other.classList.remove("now");
    const anchor = document.getElementById(claim.dataset.claim);
    if (!anchor) return;
    const place = anchor.closest("mark") || anchor;
    place.classList.add("now");
    into(place);
  };
  for (const claim of document.querySelectorAll("[data-claim]")) {
    claim.addEventListener("focus", () => show(claim));
    (claim.closest("dd") || claim).addEventListener("mouseenter", () => show(claim));
  }

  const stored = (value) => {
    try { return value === undefined ? localStorage.getItem("zoom") : localStorage.setItem("zoom", value); } catch { return null; }
  };
  const zoom = (level) => {
    for (const sheets of papers.querySelectorAll(".sheets")) {
      sheets.className = `sheets zoom-${level}`;
      for (const picture of sheets.querySelectorAll("img[srcset]")) {
        picture.sizes = level === "1" ? "(min-width: 62rem) 58vw, 95vw" : "1600px";
      }
    }
    for (const link of papers.querySelectorAll("[data-level]")) {
      if (link.dataset.level === level) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  for (const link of papers.querySelectorAll("[data-level]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      stored(link.dataset.level);
      zoom(link.dataset.level);
    });
  }
  if (!new URLSearchParams(location.search).has("zoom") && ["2", "3"].includes(stored())) zoom(stored());

  const form = document.querySelector("#ratta form");
  if (!form) return;
  const MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];
  const iso = (words) => {
    const plain = words.match(/(\d{4})\s*-\s*(\d{1,2})\s*-\s*(\d{1,2})/);
    if (plain) return `${plain[1]}-${plain[2].padStart(2, "0")}-${plain[3].padStart(2, "0")}`;
    const long = words.toLowerCase().match(/(\d{1,2})\s+([a-z]+)\s+(\d{4})/);
    const month = long ? MONTHS.indexOf(long[2]) + 1 : 0;
    return month ? `${long[3]}-${String(month).padStart(2, "0")}-${long[1].padStart(2, "0")}` : "";
  };
  const READS = {
    paragraf: (words) => (words.match(/\d+[\d:/.]*[a-z]?/i) || [""])[0],
    meeting_date: iso,
    diarienummer: (words) => words.replace(/^\s*(dnr|diarienr|diarienummer)\.?:?\s*/i, "").trim(),
    outcome: () => "",
  };
  const NAMES = [["outcome", "beslutet"], ["paragraf", "paragrafen"], ["meeting_date", "datumet"], ["diarienummer", "diarienumret"]];
  let decision = "0";
  form.addEventListener("focusin", (event) => {
    const set = event.target.closest("[data-decision]");
    if (set) decision = set.dataset.decision;
  });

  const marked = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const from = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    const page = from && from.closest("[data-page]");
    if (!page || !papers.contains(page)) return null;
    let words = selection.toString();
    if (page.matches(".sheet")) {
      words = [...page.querySelectorAll("svg > text")].filter((line) => line.firstChild && range.intersectsNode(line.firstChild))
        .map((line) => line.firstChild)
        .map((node) => node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : undefined))
        .join(" ");
    }
    words = words.replace(/\s+/g, " ").trim();
    return words && words.length <= 1000 ? { words, page: page.dataset.page, sha256: page.dataset.document, place: range.getBoundingClientRect() } : null;
  };
  const bar = document.createElement("div");
  bar.className = "mark-bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Det markerade är");
  bar.hidden = true;
  const lead = document.createElement("span");
  lead.textContent = "Detta är";
  bar.append(lead);
  document.body.append(bar);

  const put = (name, found) => {
    const field = (what) => form.elements[`${decision}-${what}`];
    field(`quote_${name}`).value = found.words;
    field(`page_${name}`).value = found.page;
    const value = READS[name](found.words);
    if (value) field(name).value = value;
    const papersChoice = field("document");
    if ([...papersChoice.options].some((one) => one.value === found.sha256)) papersChoice.value = found.sha256;
    document.getElementById("ratta").open = true;
    field(`quote_${name}`).closest("details").open = true;
    bar.hidden = true;
    getSelection().removeAllRanges();
    field(name).focus();
  };
  let last = null;
  for (const [name, text] of NAMES) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => { if (last) put(name, last); });
    bar.append(button);
  }
  document.addEventListener("selectionchange", () => {
    const found = marked();
    if (found) last = found;
    bar.hidden = !found;
    if (!found) return;
    bar.style.left = `${Math.max(8, Math.min(found.place.left, innerWidth - bar.offsetWidth - 8))}px`;
    bar.style.top = `${Math.max(8, found.place.top - bar.offsetHeight - 8)}px`;
  });
  papers.addEventListener("scroll", () => { bar.hidden = true; }, { passive: true });
})();
