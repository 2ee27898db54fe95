// Eight things that Streamlit leaves to the page. Mounted once per view by browser.py.
//
// 1. A click on <a data-intern> changes the view in place, the way the Back button does, instead
//    of loading the app anew. With a modifier key the browser does what it always does.
// 2. Streamlit's own knobs get Dutch names, for the eye and for screen readers.
// 3. When the device turns light or dark, charts are drawn anew in the colours that fit.
// 4. A chart keeps the width of the screen on paper; it is told how much smaller it must be.
// 5. The menu is no list to a screen reader, because its groups break the list: it is links under
//    headings.
// 6. A table that is wider than its place can be scrolled with the keyboard.
// 7. Where the words along an axis would run into each other, some are left out; never the last.
// 8. What draws charts is unpacked while nobody does anything, so that the first chart does not wait.

const NAMEN = {
  "Skip to main content": "Naar de inhoud",
  "Open sidebar": "Menu openen",
  "Close sidebar": "Menu sluiten",
  "Expand sidebar": "Menu openen",
  "Collapse sidebar": "Menu sluiten",
  "Sidebar": "Menu",
  "App pages": "Pagina's",
  "Navigate to home page": "Naar het overzicht",
  "Clear value": "Wissen",
  "No results": "Niets gevonden",
  "Upload": "Bestanden kiezen",
  "Drag and drop a file here": "Laat de bestanden hier los",
  "Add files": "Nog een bestand",
  "file upload": "Bestanden kiezen",
};
// Where a number or a name stands in the middle of the words.
const PATRONEN = [
  [/^(\d+)\s?MB per file\b.*CSV.*$/, "of sleep ze hierheen; CSV of XLSX, tot $1 MB"],
  [/^(\d+)\s?MB per file\W*(.*)$/, "of sleep het hierheen; hoogstens $1 MB: $2"],
  [/^.*files are not allowed\.$/, "Dit soort bestand kan niet; kies een van de soorten die er staan."],
  [/^File must be (\d+)\s?MB or smaller\.$/, "Dit bestand is groter dan $1 MB."],
];
// In what Streamlit writes such words as text.
const TEKSTVAKKEN = '[data-testid="stSkipToContent"], [role="listbox"], [data-testid="stFileUploader"]';
// What an A4 with the margins of stijl.css is wide.
const PAPIER = 680;
// Milliseconds after a page is done.
const RUST = 2000;
const donker = window.matchMedia("(prefers-color-scheme: dark)");

function volg(klik) {
  const link = klik.target.closest?.("a[data-intern], tr[data-naar] td");
  if (!link || klik.button || klik.ctrlKey || klik.metaKey || klik.shiftKey || klik.altKey) return;
  const doel = link.matches("a") ? link : link.closest("tr").querySelector("a[data-intern]");
  if (!doel || (klik.target.closest("a") && !klik.target.closest("a[data-intern]"))) return;
  klik.preventDefault();
  window.history.pushState({}, "", doel.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

// A table gets less room without the window changing: the menu slides in, a fold opens.
const gemeten = new WeakSet();
const meter = new ResizeObserver(maakSchuifbaar);

function maakSchuifbaar() {
  for (const vak of document.querySelectorAll(".peil .tabelvak, .peil pre")) {
    if (!gemeten.has(vak)) {
      gemeten.add(vak);
      meter.observe(vak);
      if (vak.firstElementChild) meter.observe(vak.firstElementChild);
    }
    const past = vak.scrollWidth <= vak.clientWidth + 1;
    if (past === vak.hasAttribute("tabindex")) {
      past ? vak.removeAttribute("tabindex") : vak.setAttribute("tabindex", "0");
    }
  }
}

function ordenAssen() {
  for (const as of document.querySelectorAll(".js-plotly-plot .xaxislayer-above")) {
    let vrij = Infinity;
    const vakken = [...as.querySelectorAll(".xtick text")].map((e) => [e, e.getBoundingClientRect()]);
    for (const [tekst, vak] of vakken.sort((a, b) => b[1].left - a[1].left)) {
      const past = vak.right + 4 <= vrij;
      if (past) vrij = vak.left;
      tekst.style.visibility = past ? "" : "hidden";
    }
  }
}

function naDraaien() {
  maakSchuifbaar();
  // Charts follow the screen a moment later.
  setTimeout(ordenAssen, 400);
}

// Once before what changed is painted, however many changes there were: each measuring makes the
// browser lay out anew.
let komt = 0;

function kondigAan() {
  komt ||= requestAnimationFrame(herstel);
}

function herstel() {
  komt = 0;
  ordenAssen();
  ordenMenu();
  maakSchuifbaar();
  vernederlands();
}

function vernederlands() {
  for (const knop of document.querySelectorAll("[aria-label]")) {
    const naam = NAMEN[knop.getAttribute("aria-label")];
    if (naam) knop.setAttribute("aria-label", naam);
  }
  for (const vak of document.querySelectorAll(TEKSTVAKKEN)) {
    for (const stuk of [vak, ...vak.querySelectorAll("*")]) {
      const naam = stuk.childElementCount === 0 && vertaal(stuk.textContent);
      // The text itself is changed, not replaced: Streamlit keeps hold of it.
      if (naam) [...stuk.childNodes].forEach((deel, i) => (deel.nodeValue = i ? "" : naam));
    }
  }
}

function ordenMenu() {
  for (const lijst of document.querySelectorAll('ul[data-testid="stSidebarNavItems"]')) {
    if (lijst.getAttribute("role") !== "group") lijst.setAttribute("role", "group");
    for (const regel of lijst.querySelectorAll("li:not([role])")) {
      regel.setAttribute("role", "presentation");
    }
  }
}

function vertaal(tekst) {
  const patroon = PATRONEN.find(([vorm]) => vorm.test(tekst));
  return NAMEN[tekst] ?? (patroon && tekst.replace(...patroon));
}

function hertekenen() {
  // Paper is always light; a print must not change the page.
  const opPapier = window.matchMedia("print").matches;
  if (!opPapier) setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), 200);
}

function pakTekenaarUit() {
  const tekenaar = document.querySelector("link[data-tekenaar]");
  if (tekenaar) setTimeout(() => requestIdleCallback(() => import(tekenaar.href)), RUST);
}

function pasOpPapier() {
  for (const grafiek of document.querySelectorAll(".js-plotly-plot")) {
    grafiek.style.setProperty("--papier", Math.min(1, PAPIER / grafiek.clientWidth));
  }
}

export default function () {
  document.addEventListener("click", volg);
  donker.addEventListener("change", hertekenen);
  window.addEventListener("beforeprint", pasOpPapier);
  window.addEventListener("resize", naDraaien);
  const wachter = new MutationObserver(kondigAan);
  wachter.observe(document.body, { childList: true, characterData: true, subtree: true });
  herstel();
  pakTekenaarUit();
  document.documentElement.dataset.peilstok = "gekoppeld";
  return () => {
    delete document.documentElement.dataset.peilstok;
    document.removeEventListener("click", volg);
    donker.removeEventListener("change", hertekenen);
    window.removeEventListener("beforeprint", pasOpPapier);
    window.removeEventListener("resize", naDraaien);
    wachter.disconnect();
  };
}
