// The reading edition, quicker: nothing here is needed to read.
// One listener a kind of event; what is chosen stands in the address; all words come from <template id="words">.
"use strict";
{
const $ = (query, within = document) => within.querySelector(query);
const $$ = (query, within = document) => [...within.querySelectorAll(query)];
const byId = id => document.getElementById(id);
const root = document.documentElement;
const text = byId("text");

// Words ==========================================================================================================

const words = Object.fromEntries([...($("template#words")?.content.children ?? [])].map(e => [e.dataset.k, e.textContent]));
// the words of a label, with values for its % signs
const word = (key, ...values) => (words[key] ?? key).replace(/%/g, () => values.shift());

function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...content);
  return element;
}
const button = (act, words, label) => make("button", { type: "button", "data-do": act, ...(label && { "aria-label": label, title: label }) }, words);
const link = (href, words) => make("a", { href }, words);

// a polite voice; shown, too, unless the page shows it anyway
const voice = document.body.appendChild(make("div", { class: "say", role: "status" }));
let silence;
function say(words, quietly) {
  voice.className = quietly ? "sr" : "say";
  voice.textContent = "";
  clearTimeout(silence);
  setTimeout(() => (voice.textContent = words), 50);
  silence = setTimeout(() => (voice.textContent = ""), 4000);
}

// What is remembered, and what stands in the address ==============================================================

const kept = (() => {
  try { return { ...JSON.parse(localStorage.getItem("tei-edition")) }; } catch { return {}; }
})();
function keep(name, value) {
  kept[name] = value;
  // a page on a disk may have no memory
  try { localStorage.setItem("tei-edition", JSON.stringify(kept)); } catch {}
}

const asked = name => new URLSearchParams(location.search).getAll(name);
function ask(name, values) {
  const url = new URL(location);
  url.searchParams.delete(name);
  values.forEach(value => url.searchParams.append(name, value));
  try { history.replaceState(history.state, "", url); } catch {}
}

function fragment() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
}

// Opens what is folded around an element; says whether anything was.
function unfold(element) {
  let folded = false;
  for (let e = element; e; e = e.parentElement) if (e.localName === "details" && !e.open) e.open = folded = true;
  return folded;
}

// To and fro ======================================================================================================

const seen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
const paragraphs = () => $$(".tei-p[id]", text);

function go(element) {
  if (!element) return;
  hide();
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView();
}

// The next or previous of some elements, seen from the focus if it is in sight, else from the top of the window.
function beside(all, by) {
  const at = all.findIndex(e => e.contains(document.activeElement));
  if (at >= 0 && seen(document.activeElement.getBoundingClientRect())) return all[at + by];
  const top = e => e.getBoundingClientRect().top;
  return by > 0 ? all.find(e => top(e) > 9) : all.reverse().find(e => top(e) < -9);
}

// The paragraph that is meant: with the focus, in the address, or first in sight.
function current() {
  const near = [document.activeElement, $(":target", text)].map(e => e?.closest(".tei-p[id]"));
  return near.find(p => p && text.contains(p) && seen(p.getBoundingClientRect())) ?? paragraphs().find(p => p.getBoundingClientRect().bottom > 90);
}

// Copying =========================================================================================================

async function copy(string, done) {
  try {
    await navigator.clipboard.writeText(string);
  } catch {
    if (!copiedByHand(string)) return;
  }
  say(word(done));
}

// Where a page may not write to the clipboard: through a field; failing that, the reader gets the words to copy.
function copiedByHand(string) {
  const before = document.activeElement;
  const field = document.body.appendChild(make("textarea", { class: "sr", readonly: "" }, string));
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before.focus({ preventScroll: true });
  if (!done) {
    const shown = make("div", { class: "copy" }, string);
    show(current()?.querySelector(".n") ?? byId("cite") ?? text, { label: word("by-hand"), content: [shown] }, true);
    getSelection().selectAllChildren(shown);
  }
  return done;
}

// The words of the document in a part of the page, a line a block.
function plain(part) {
  const box = make("div", {}, part);
  $$(".app, .noteref", box).forEach(e => e.remove());
  $$("p, div, li, tr, br, h2, h3, h4, h5, h6", box).forEach(e => e.before("\u2029"));
  return box.textContent.replace(/[^\S\u2029]+/g, " ").replace(/ ?\u2029[\u2029 ]*/g, "\n").trim();
}

// "¶ 12" or "¶ 12–14"
function numbers(of) {
  const [from, to] = [of[0], of[of.length - 1]].map(p => p && $(".n", p)?.textContent.replace("¶", ""));
  return from ? "¶ " + from + (to && to !== from ? "–" + to : "") : "";
}

// The citation of this page, down to its paragraphs; an address at its end leads to the first of them.
function citation(of) {
  const strings = $$("#cite .copy").map(e => e.textContent.trim());
  const whole = (strings[1] ?? strings[0] ?? document.title).replace(/\.$/, "");
  const where = numbers(of);
  if (!where) return whole + ".";
  const [, before, address] = /^(.*, )(https?:\S+)$/s.exec(whole) ?? [];
  return address ? `${before}${where}, ${address}#${of[0].id}.` : `${whole}, ${where}.`;
}
const quotation = (words, of) => word("quotation", words) + "\n— " + citation(of);

function address(p) {
  const url = new URL($("link[rel=canonical]")?.href ?? location);
  url.search = "";
  url.hash = p.id;
  return url.href;
}

// The one popover: beside its mark, or a sheet at the foot of a small screen ========================================

// the popover, the mark it belongs to, and whether it was asked for or came by hovering
let pop, mark, pinned, timer;

function show(of, { label, role = "dialog", content }, pin) {
  hide();
  pop = make("div", { class: "pop app", popover: "manual", role, "aria-label": label, tabindex: -1, lang: root.lang, dir: root.dir || "ltr" },
    make("div", { class: "pop-head" }, make("b", {}, label), button("close", "×", word("close"))), ...content);
  mark = of;
  pinned = pin;
  // behind its mark, so that Tab leads through it and on to the text
  (of.closest("sup") ?? of).after(pop);
  if (of.href) of.setAttribute("aria-expanded", true);
  pop.showPopover?.();
  place(pop, of);
  if (pin) pop.focus({ preventScroll: true });
}

function place(box, of) {
  const line = [...of.getClientRects()].pop() ?? of.getBoundingClientRect();
  const { width, height, top } = box.getBoundingClientRect();
  if (getComputedStyle(box).position === "fixed") {
    if (line.bottom > top) scrollBy(0, line.bottom - top + 24);
    return;
  }
  const start = getComputedStyle(box).direction === "rtl" ? root.clientWidth - line.right : line.left;
  const below = line.bottom + height < innerHeight || line.top < height;
  box.style.setProperty("--x", Math.max(8, Math.min(start, root.clientWidth - width - 8)) + "px");
  box.style.setProperty("--y", scrollY + (below ? line.bottom + 4 : line.top - height - 4) + "px");
}

function hide(back) {
  clearTimeout(timer);
  if (!pop) return;
  const [box, of] = [pop, mark];
  pop = mark = null;
  of.removeAttribute("aria-expanded");
  box.remove();
  if (back) of.focus({ preventScroll: true });
}

// a copy of what stands elsewhere on the page, without its ids
function copyOf(element, without) {
  const clone = element.cloneNode(true);
  $$(without, clone).forEach(e => e.remove());
  $$("[id]", clone).forEach(e => e.removeAttribute("id"));
  return make("div", { class: "pop-text", lang: element.closest("[lang]").lang, dir: "auto" }, ...clone.childNodes);
}
const foot = (...links) => make("div", { class: "pop-foot" }, ...links.filter(Boolean));

// What opens a popover, what it says, whether hovering shows it. A function that returns nothing leaves the link alone.
const OPENERS = [
  [".noteref[href]", note, true],
  ["a:is(.tei-persName, .tei-orgName, .tei-placeName)", card, true],
  ["#text .n", paragraph, false],
  ["#text [class^=tei-][title]", sign, false],
];
const ALL_OPENERS = OPENERS.map(([query]) => query).join();
const opener = of => OPENERS.find(([query]) => of.matches(query));

function note(of) {
  const goal = of.getAttribute("href");
  const source = byId(goal.slice(1));
  return source && { label: of.getAttribute("aria-label"), role: "doc-footnote", content: [copyOf(source, ".back, .n, .label"), foot(link(goal, word("in-list")))] };
}

// the id of whom a name names
const named = name => name.dataset.ref || name.getAttribute("href").replace(/^#|.*\/|\.html$/g, "");
const namesakes = name => $$("a" + opener(name)[0].slice(1), text).filter(other => named(other) === named(name));

function card(of) {
  const id = named(of);
  const entry = byId(id);
  if (!entry?.closest(".named")) return;
  const href = of.getAttribute("href");
  const times = parseInt($(".times", entry)?.textContent) || namesakes(of).length;
  const documents = entry.dataset.documents;
  const role = $$(".role, .office", byId("who-" + id) ?? make("i")).map(e => make("div", {}, e.textContent));
  const body = copyOf(entry, "b, .times, .where, details");
  body.prepend(...role);
  body.append(make("div", { class: "hint" }, word("named", times) + (documents ? ", " + word("in-documents", documents) : "")));
  return {
    label: $("b", entry)?.textContent ?? of.textContent,
    content: [body, foot(
      namesakes(of).length > 1 && button("next", word("next") + " ↓"),
      href[0] !== "#" && link(href, word("page-" + of.className.split(" ")[0].slice(4))),
      link("#" + id, word("in-list")),
    )],
  };
}

function sign(of) {
  const legend = byId("signs") && byId("h-signs");
  return { label: of.title, content: [foot(legend && link("#signs", legend.textContent))] };
}

// The menu of a paragraph; its address is set as without script.
function paragraph(of) {
  const p = of.parentElement;
  location.hash = of.hash;
  const capture = $("a[href*='-source.html']")?.getAttribute("href").replace(/#.*/, "");
  const report = $("a.report, #made a:not(.tei-ref)[href^='mailto:']")?.getAttribute("href");
  const more = report?.includes("?") ? "%20" : "?subject=";
  return {
    label: of.getAttribute("aria-label"),
    content: [make("div", { class: "pop-menu" }, ...[
      button("link", word("copy-link")),
      button("cite", word("copy-citation", numbers([p]))),
      button("text", word("copy-text")),
      capture && link(capture + "#" + p.id, word("capture")),
      report && link(report + more + encodeURIComponent(numbers([p])), word("report")),
    ].filter(Boolean))],
  };
}

// Selected words ==================================================================================================

let tool, chosen, waiting;

function selected() {
  tool?.remove();
  tool = chosen = null;
  const selection = getSelection();
  const range = !selection.isCollapsed && selection.getRangeAt(0);
  const within = range && range.commonAncestorContainer;
  if (!within || !text.contains(within) || (within.closest ? within : within.parentElement).closest(".app")) return;
  const words = plain(range.cloneContents());
  if (!words) return;
  // a triple click reaches to the beginning of the next paragraph
  const of = paragraphs().filter(p => range.intersectsNode(p) && !(range.endContainer === p && !range.endOffset));
  chosen = quotation(words, of);
  tool = make("div", { class: "pop tool app", popover: "manual" }, button("quote", word("copy-quote") + (of.length ? ` (${numbers(of)})` : "")));
  document.body.append(tool);
  tool.showPopover?.();
  place(tool, range);
}

// Speakers ========================================================================================================

const boxes = $$("#filter input");
const speakers = () => boxes.filter(box => box.checked);
const turnsOf = some => (some.length ? $$(some.map(box => ".tei-sp." + box.id.replace("f", "w")).join(), text) : []);
let chip;

function chooseFromAddress() {
  const who = asked("who");
  boxes.forEach(box => (box.checked = who.includes(box.value)));
  showSpeakers();
}

function showSpeakers() {
  chip?.remove();
  chip = null;
  const some = speakers();
  if (!some.length) return;
  const name = some.map(box => $("span:not(.badge)", box.parentElement).textContent).join(", ");
  const count = word("turns", turnsOf(some).length, $$(".tei-sp", text).length);
  chip = bar("chip", name, count, "turn");
  say(name + ": " + count, true);
}

function turn(by) {
  const turns = speakers().length ? turnsOf(speakers()) : $$(".tei-sp", text);
  const to = beside([...turns], by);
  go(to);
  if (to && chip) $("small", chip).textContent = word("turn", turns.indexOf(to) + 1, turns.length);
}

// A bar with a name, a count, and ways to the previous, the next, and out
function bar(kind, name, count, what) {
  const made = make("div", { class: "bar-" + kind + " app", role: "group", "aria-label": name }, make("b", {}, name), " ", make("small", {}, count),
    button(what + "-back", "‹", word("previous")), button(what + "-on", "›", word("following")), button(what + "-end", "×", word("clear")));
  return $("main").appendChild(made);
}

// Words that were searched ========================================================================================

let hits = [], hit = -1, hitBar;
const fold = string => string.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function findHits() {
  const query = asked("hl").join(" ").trim().slice(0, 200);
  const terms = [...new Set(fold(query).split(/[^\p{L}\p{N}]+/u))].filter(Boolean).slice(0, 20);
  if (!terms.length) return;
  // longer words first; at the beginning of a word, except in scripts that do not part words
  const any = terms.sort((a, b) => b.length - a.length).map(term => (/[\u0E00-\u0EFF\u3040-\u9FFF]/.test(term) ? "" : "(?<![\\p{L}\\p{N}])") + term);
  const pattern = new RegExp(any.join("|"), "gu");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, node =>
    node.nodeType === 3 ? NodeFilter.FILTER_ACCEPT : node.matches(".app, svg") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) if (hits.length < 1000) hits.push(...marked(node, pattern));
  hitBar = bar("hits", word("quotation", query), "", "hit");
  if (!hits.length) $("small", hitBar).textContent = word("no-hit");
  else if (!reach(fragment() && byId(fragment()))) showHit(0);
}

// the first hit in the paragraph of the address is the current one; the window stays where the address put it
function reach(goal) {
  const at = goal ? hits.findIndex(m => goal.contains(m)) : -1;
  if (at >= 0) showHit(at, true);
  return at >= 0;
}

// Marks the places of a text node, from its end.
function marked(node, pattern) {
  const units = [];
  let folded = "";
  for (let at = 0; at < node.data.length; at++) {
    const part = fold(node.data[at]);
    for (let n = 0; n < part.length; n++) units.push(at);
    folded += part;
  }
  return [...folded.matchAll(pattern)].slice(0, 1000).reverse().map(({ index, 0: found }) => {
    const rest = node.splitText(units[index]);
    const end = units[index + found.length - 1] + 1 - units[index];
    // an accent of its own belongs to its letter
    rest.splitText(end + (/^\p{M}*/u.exec(rest.data.slice(end))[0].length));
    const around = make("mark", { class: "hit" });
    rest.replaceWith(around);
    around.append(rest);
    return around;
  }).reverse();
}

function showHit(at, stay) {
  if (!hits.length) return;
  hits[hit]?.classList.remove("now");
  hit = (at + hits.length) % hits.length;
  hits[hit].classList.add("now");
  $("small", hitBar).textContent = word("hit", hit + 1, hits.length);
  if (!stay) hits[hit].scrollIntoView({ block: "center" });
}

function clearHits() {
  for (const each of hits) {
    const parent = each.parentNode;
    each.replaceWith(...each.childNodes);
    parent.normalize();
  }
  hits = [];
  hitBar?.remove();
  hitBar = null;
  ask("hl", []);
}

// Display =========================================================================================================

const SETTINGS = "input:is([name=view], [name=names], [name=notes], [name=numbers], [name=size], [name=width], [name=theme])";

function recall() {
  for (const input of $$(SETTINGS)) {
    const value = (input.name === "view" && asked("view")[0]) || kept[input.name];
    if (value !== undefined) input.checked = input.type === "radio" ? input.value === value : value;
  }
}

function remember(input) {
  keep(input.name, input.type === "radio" ? input.value : input.checked);
  if (input.name === "view") ask("view", input.defaultChecked ? [] : [input.value]);
}

// Keys ============================================================================================================

const KEYS = [
  // keys      their label      what each does
  ["j k", "key-paragraph", () => go(beside(paragraphs(), 1)), () => go(beside(paragraphs(), -1))],
  ["] [", "key-turn", () => turn(1), () => turn(-1)],
  ["n N", "key-hit", () => showHit(hit + 1), () => showHit(hit - 1)],
  ["y", "key-cite", () => current() && copy(citation([current()]), "citation-copied")],
  ["c", "key-quote", () => (selected(), chosen && copy(chosen, "text-copied"))],
  ["/", "key-search", () => $("input[type=search]")?.focus()],
  ["d", "key-display", () => display(true)],
  ["t", "key-top", () => (document.activeElement.blur(), scrollTo(0, 0))],
  ["?", "key-help", help],
  ["Esc", "key-close"],
  ["Alt+Enter", "key-card"],
];

function display(open) {
  const menu = byId("display");
  if (!menu) return;
  menu.open = open && !menu.open;
  $("summary", menu).focus();
}

function help() {
  const rows = KEYS.map(([keys, label]) => make("div", {}, make("dt", {}, ...keys.split(" ").map(key => make("kbd", {}, key))), make("dd", {}, word(label))));
  const input = make("input", { type: "checkbox", name: "keys" });
  input.checked = kept.keys !== false;
  const dialog = make("dialog", { class: "keys app", "aria-label": word("keys") },
    make("div", { class: "pop-head" }, make("b", {}, word("keys")), button("close", "×", word("close"))),
    make("dl", {}, ...rows), make("label", {}, input, word("keys-on")));
  document.body.append(dialog);
  dialog.showModal();
}

// What buttons do =================================================================================================

// the paragraph of a menu
const its = () => mark.parentElement;
const ACTS = {
  close: of => (of.closest("dialog") ? of.closest("dialog").close() : hide(true)),
  link: () => finish(() => copy(address(its()), "link-copied")),
  cite: () => finish(() => copy(citation([its()]), "citation-copied")),
  text: () => finish(() => copy(quotation(plain(its().cloneNode(true)), [its()]), "text-copied")),
  quote: () => (copy(chosen, "text-copied"), tool?.remove()),
  copy: of => copy(byId("cite") && of.closest("div").querySelector(".copy").textContent.trim(), "copied"),
  next: () => {
    const all = namesakes(mark);
    go(all[(all.indexOf(mark) + 1) % all.length]);
  },
  "turn-on": () => turn(1),
  "turn-back": () => turn(-1),
  "turn-end": () => (boxes.forEach(box => (box.checked = false)), chooseSpeakers()),
  "hit-on": () => showHit(hit + 1),
  "hit-back": () => showHit(hit - 1),
  "hit-end": clearHits,
  help,
};
function finish(act) {
  act();
  hide(true);
}

function chooseSpeakers() {
  ask("who", speakers().map(box => box.value));
  showSpeakers();
}

// Events ==========================================================================================================

const on = (type, act) => document.addEventListener(type, act);

on("click", event => {
  const { target } = event;
  const doing = target.closest("[data-do]");
  if (doing) return ACTS[doing.dataset.do](doing);
  const local = target.closest("a[href^='#']");
  if (local) unfold(byId(local.getAttribute("href").slice(1)));
  if (pop?.contains(target)) return target.closest("a") && hide();
  const before = mark;
  const was = pinned;
  hide();
  if (!target.closest("#display")) byId("display")?.removeAttribute("open");
  const of = target.closest(ALL_OPENERS);
  if (!of || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const says = opener(of)[1];
  // Enter follows the link of a name; who selects words does not ask what they are
  if ((says === card && !event.detail) || !(of.href || getSelection().isCollapsed)) return;
  if (of === before && was) return event.preventDefault();
  open(of, event);
});

function open(of, event) {
  const shown = opener(of)[1](of);
  if (!shown) return;
  event.preventDefault();
  show(of, shown, true);
}

on("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse" || (pop && pinned)) return;
  clearTimeout(timer);
  if (pop && (pop.contains(target) || mark.contains(target))) return;
  const of = target.closest?.(ALL_OPENERS);
  timer = setTimeout(() => {
    hide();
    if (!of || !opener(of)[2]) return;
    const shown = opener(of)[1](of);
    if (shown) show(of, shown, false);
  }, of || !pop ? 350 : 250);
});

on("pointerdown", ({ target }) => {
  if (pop?.contains(target)) pinned = true;
});

// a press on the bar keeps the selection
on("mousedown", event => event.target.closest(".tool") && event.preventDefault());

on("focusin", ({ target }) => pop && pinned && !pop.contains(target) && target !== mark && hide());

on("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(selected, 250);
});

on("change", ({ target }) => {
  if (boxes.includes(target)) chooseSpeakers();
  else if (target.name === "keys") keep("keys", target.checked);
  else if (target.matches(SETTINGS)) remember(target);
});

on("keydown", event => {
  const { key, target } = event;
  if ($("dialog[open]")) return;
  if (key === "Escape") {
    if (pop) hide(pinned);
    else if (target.closest("#display[open]")) display();
    else if (hitBar) clearHits();
    return;
  }
  const of = target.matches(ALL_OPENERS) && target;
  if (of && ((key === " " && opener(of)[1] !== card) || (key === "Enter" && event.altKey))) return open(of, event);
  if (event.ctrlKey || event.metaKey || event.altKey || kept.keys === false) return;
  if (target.isContentEditable || target.matches("select, textarea, input:not([type=checkbox], [type=radio])")) return;
  for (const [keys, , ...acts] of KEYS) {
    const act = acts[keys.split(" ").indexOf(key)];
    if (act) {
      event.preventDefault();
      act();
    }
  }
});

addEventListener("popstate", chooseFromAddress);
addEventListener("hashchange", () => {
  const goal = byId(fragment());
  if (unfold(goal)) goal.scrollIntoView();
});

// On opening ======================================================================================================

for (const string of $$("#cite .copy")) {
  const label = string.previousElementSibling;
  if (label) label.append(" ", button("copy", word("copy"), word("copy") + ": " + label.textContent));
}
const PHONE = [["contents", "contents"], ["speakers", "who"], ["notes", "notes"], ["cite", "cite"]];
document.body.append(make("nav", { class: "phone app", "aria-label": word("phone") }, ...PHONE.filter(([, id]) => byId(id)).map(([label, id]) => link("#" + id, word(label)))));
(byId("display") ?? $(".foot"))?.append(button("help", word("keys")));
recall();
chooseFromAddress();
findHits();
const goal = byId(fragment());
if (unfold(goal)) goal.scrollIntoView();
}
