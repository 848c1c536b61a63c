// The reading edition, quicker: nothing here is needed to read.
// One listener a kind of event; what is chosen stands in the address; all words come from words.js, which is made from labels.xml.
"use strict";
{
const $ = (query, within = document) => within.querySelector(query);
const $$ = (query, within = document) => [...within.querySelectorAll(query)];
const byId = id => document.getElementById(id);
const box = element => element.getBoundingClientRect();
const focused = () => document.activeElement;
const focus = element => element.focus({ preventScroll: true });
const href = link => link.getAttribute("href");
const root = document.documentElement;
const text = byId("text");

// Words and elements =============================================================================================

const words = typeof teiWords == "object" ? teiWords : {};
// the words of a label, with values for its % signs
const word = (key, ...values) => (words[key] ?? key).replace(/%/g, () => values.shift());

const labelled = start => Object.keys(words).filter(key => key.startsWith(start));

function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...content.filter(Boolean));
  return element;
}
const div = (name, ...content) => make("div", { class: name }, ...content);
const link = (href, words) => make("a", { href }, words);
const button = (act, words, label = words) => make("button", { type: "button", "data-do": act, "aria-label": label }, words);
const add = element => document.body.appendChild(element);

// a polite voice that is seen, too
const voice = add(make("div", { class: "say", role: "status" }));
let silence;
function say(words) {
  clearTimeout(silence);
  voice.textContent = "";
  setTimeout(() => (voice.textContent = words), 50);
  silence = setTimeout(() => (voice.textContent = ""), 4000);
}

// A bar with a name, a count that is spoken when it changes, and buttons to the previous, the next, and out
function bar(kind, name, back, on) {
  const made = make("div", { class: "dock app " + kind, role: "group", "aria-label": name }, make("b", {}, name), make("small", { role: "status" }),
    button(back, "‹", word("previous")), button(on, "›", word("following")), button(kind, "×", word("clear")));
  return $("main").appendChild(made);
}
const tell = (bar, words) => ($("small", bar).textContent = words);

// What is remembered, and what stands in the address ==============================================================

let kept = {};
// a page on a disk may have no memory
try { kept = { ...JSON.parse(localStorage.getItem("tei-edition")) }; } catch {}
function keep(name, value) {
  kept[name] = value;
  try { localStorage.setItem("tei-edition", JSON.stringify(kept)); } catch {}
}

const asked = name => new URLSearchParams(location.search).getAll(name);
// what is chosen can be undone by the Back key
function ask(name, values, way = "replaceState") {
  const url = new URL(location);
  url.searchParams.delete(name);
  values.forEach(value => url.searchParams.append(name, value));
  try { if (url.href !== location.href) history[way](history.state, "", url); } catch {}
}

// the element that the address names; what is folded around it, or as an entry of a list inside it, opens
function goal() {
  try { return byId(decodeURIComponent(location.hash.slice(1))); } catch {}
}
function unfold(element) {
  const folded = element && ($(":scope > details:not([open])", element) ?? element.closest("details:not([open])"));
  if (folded) folded.open = true;
  return folded && (unfold(folded), true);
}
const arrive = () => unfold(goal()) && goal().scrollIntoView();

// To and fro ======================================================================================================

const paragraphs = () => $$(".tei-p[id]", text);
const inSight = e => box(e).bottom > 0 && box(e).top < innerHeight;

// at once: who holds a key down does not want to wait
const bring = (element, block) => element.scrollIntoView({ block, behavior: "instant" });

function go(element) {
  if (!element) return;
  hide();
  const number = $(".n", element);
  const at = number?.checkVisibility() ? number : element;
  if (at.tabIndex < 0) at.tabIndex = -1;
  focus(at);
  bring(element, "start");
}

// The next or previous of some elements, seen from the focus if it is in sight, else from the top of the window.
function beside(all, by) {
  const at = all.findIndex(e => e.contains(focused()));
  if (at >= 0 && inSight(focused())) return all[at + by];
  const edge = parseFloat(getComputedStyle(root).scrollPaddingBlockStart);
  return by > 0 ? all.find(e => box(e).top > edge + 9) : all.reverse().find(e => box(e).top < edge - 9);
}

// The paragraph that is meant: with the focus, in the address, or first in sight.
function current() {
  const near = [focused(), $(":target", text)].map(e => e?.closest("#text .tei-p[id]"));
  return near.find(p => p && inSight(p)) ?? paragraphs().find(p => box(p).bottom > 90);
}

// Copying =========================================================================================================

async function copy(string, done) {
  try {
    await navigator.clipboard.writeText(string);
  } catch {
    if (!copyByHand(string)) return;
  }
  say(word(done));
}

// Where a page may not write to the clipboard: by the old command
function copyByHand(string) {
  const before = focused();
  const field = add(make("textarea", { class: "sr" }, string));
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focus(before);
  return done;
}

// The words of the document in a part of the page, a line a block.
function plain(part) {
  const all = div("", part);
  $$(".app, .noteref", all).forEach(e => e.remove());
  $$("p, div, li, tr, br, h2, h3, h4", all).forEach(e => e.before("\u2029"));
  return all.textContent.replace(/[^\S\u2029]+/g, " ").replace(/ ?\u2029[\u2029 ]*/g, "\n").trim();
}

// "¶ 12" or "¶ 12–14"
function numbers(of) {
  const all = of.map(p => $(".n", p)?.textContent).filter(n => n && n !== "¶");
  return all.length ? "¶ " + all[0] + (all.length > 1 ? "–" + all[all.length - 1] : "") : "";
}

// The citation of this page, down to its paragraphs; an address at its end leads to the first of them.
function citation(of) {
  const where = numbers(of);
  const string = ($$("#cite .copy")[1] ?? $("h1")).textContent.trim();
  const [, title, address = ""] = /^(.*?)(, https?:\S+?)?\.?$/s.exec(string);
  return title + (where && ", " + where) + address + (where && address && "#" + of[0].id) + ".";
}
const quotation = (words, of) => word("quotation", words) + "\n— " + citation(of);

const address = p => ($("link[rel=canonical]")?.href ?? location.href).split(/[?#]/)[0] + "#" + p.id;

// The one popover: beside its mark, or a sheet at the foot of a small screen ========================================

// the popover, the mark it belongs to, and whether it was asked for or came by hovering
let pop, mark, pinned, timer;

const head = label => div("pop-head", make("b", {}, label), button("close", "×", word("close")));
const foot = (...links) => div("pop-foot", ...links);

function show(of, { label, role = "dialog", content }, pin) {
  hide();
  pop = make("div", { class: "pop app", popover: "manual", role, "aria-label": label, tabindex: -1, lang: root.lang, dir: root.dir || "ltr" }, head(label), ...content);
  mark = of;
  pinned = pin;
  // behind its mark, so that Tab leads through it and on to the text
  (of.closest("sup") ?? of).after(pop);
  if (of.href) of.setAttribute("aria-expanded", true);
  place(pop, of);
  if (pin) focus(pop);
}

function place(pop, of) {
  pop.showPopover?.();
  const line = [...of.getClientRects()].pop() ?? box(of);
  const { width, height, top } = box(pop);
  const { position, direction } = getComputedStyle(pop);
  if (position === "fixed") return line.bottom > top && scrollBy(0, line.bottom - top + 24);
  const start = direction === "rtl" ? root.clientWidth - line.right : line.left;
  const below = line.bottom + height < innerHeight || line.top < height;
  pop.style.setProperty("--x", Math.max(8, Math.min(start, root.clientWidth - width - 8)) + "px");
  pop.style.setProperty("--y", scrollY + (below ? line.bottom + 4 : line.top - height - 4) + "px");
}

function hide(back) {
  clearTimeout(timer);
  const [was, of] = [pop, mark];
  pop = mark = null;
  of?.removeAttribute("aria-expanded");
  was?.remove();
  if (back && of) focus(of);
}

// a copy of what stands elsewhere on the page, without its ids
function copyOf(element, without = ".n") {
  const clone = element.cloneNode(true);
  $$(without, clone).forEach(e => e.remove());
  $$("[id]", clone).forEach(e => e.removeAttribute("id"));
  return make("div", { lang: element.closest("[lang]").lang, dir: "auto" }, ...clone.childNodes);
}

// What opens a popover, and what it says; a function that returns nothing leaves the link alone.
const NAMES = "a:is(.tei-persName, .tei-orgName, .tei-placeName, .tei-rs, .tei-name)";
const OPENERS = [
  [".noteref[href]", note],
  [NAMES, card],
  ["#text .n", paragraph],
  ["#text [class^=tei-][title]", sign],
];
const HOVERED = [note, card];
const ALL = OPENERS.map(([query]) => query).join();
const says = of => OPENERS.find(([query]) => of.matches(query))[1];

function note(of) {
  const to = href(of);
  const source = byId(to.slice(1));
  return source && { label: of.getAttribute("aria-label"), role: "doc-footnote", content: [copyOf(source, ".back, .n, .label, span.tei-label"), foot(link(to, word("in-list")))] };
}

// the id of whom a name names, and where else it is named
const named = name => name.dataset.ref || /([^/#]*?)(\.html)?$/.exec(href(name))[1];
const namesakes = name => $$(NAMES, text).filter(other => named(other) === named(name));

// Made of the entry in the list of names, and of the role among those who are here
function card(of) {
  const id = named(of);
  const entry = byId(id);
  if (!entry?.closest(".named")) return;
  const all = namesakes(of);
  const about = $$(".also, .about", entry);
  const roles = $$("#who-" + CSS.escape(id) + ($(".about", entry) ? " .role" : " :is(.role, .office)"));
  const elsewhere = $(".auth", entry);
  return {
    label: $("b", entry).textContent,
    content: [
      ...[...roles, ...about].map(e => copyOf(e)),
      div("hint", word("named", parseInt($("small", entry).textContent)), ...(elsewhere ? [", ", ...copyOf(elsewhere).childNodes] : [])),
      foot(all[1] && button("next", word("next") + " ↓"), href(of)[0] !== "#" && link(href(of), word("page")), link("#" + id, word("in-list"))),
    ],
  };
}

// Behind a name that the keyboard has reached: a button for its card, since Enter follows the link
let more;
function offer(to) {
  if (more === to) return;
  more?.remove();
  more = to?.matches(NAMES) && to.matches(":focus-visible") && card(to) ? button("card", "▾", word("about", to.textContent)) : null;
  more?.classList.add("app");
  if (more) to.after(more);
}

function sign(of) {
  const legend = byId("h-signs");
  return { label: of.title, content: [foot(legend && link("#signs", legend.textContent))] };
}

// The menu of a paragraph; the address is set as without script.
function paragraph(of) {
  const p = of.parentElement;
  location.hash = of.hash;
  const capture = $("a[href*='-source.html']");
  const report = $(".evidence a[href^='mailto:']");
  return {
    label: of.getAttribute("aria-label"),
    content: [div("pop-menu",
      button("link", word("copy-link")),
      button("cite", word("copy-citation", numbers([p]))),
      button("text", word("copy-text")),
      capture && link(href(capture).split("#")[0] + "#" + p.id, word("capture")),
      report && link(href(report) + "%20" + encodeURIComponent(numbers([p])), word("report")),
    )],
  };
}

// Selected words ==================================================================================================

let tool, chosen, waiting;

function select() {
  tool?.remove();
  tool = chosen = null;
  const selection = getSelection();
  if (selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer) || range.startContainer.parentElement.closest(".app")) return;
  const words = plain(range.cloneContents());
  if (!words) return;
  // a triple click reaches to the beginning of the next paragraph
  const of = paragraphs().filter(p => range.intersectsNode(p) && (range.endContainer !== p || range.endOffset));
  chosen = quotation(words, of);
  tool = add(make("div", { class: "pop tool app", popover: "manual" }, button("c", word("copy-quote") + (of[0] ? ` (${numbers(of)})` : ""))));
  place(tool, range);
}

// Speakers ========================================================================================================

const boxes = $$("#filter input");
const speakers = () => boxes.filter(each => each.checked);
const values = () => speakers().map(each => each.value);
let chip;

function showSpeakers() {
  chip?.remove();
  chip = null;
  if (!speakers().length) return;
  chip = bar("chip", speakers().map(each => $(".badge", each.parentElement).nextSibling.data.trim()).join(", "), "[", "]");
  tell(chip, word("turns", turns().length, $$(".tei-sp", text).length));
}
function speakersFromAddress() {
  const who = asked("who");
  if (who.join() === values().join()) return;
  boxes.forEach(each => (each.checked = who.includes(each.value)));
  showSpeakers();
}
function chooseSpeakers() {
  ask("who", values(), "pushState");
  showSpeakers();
}

// the turns of the chosen speakers, or all
const turns = () => $$(speakers().map(each => ".tei-sp." + each.id.replace("f", "w")).join() || ".tei-sp", text);

function turn(by) {
  const to = beside(turns(), by);
  go(to);
  if (to && chip) tell(chip, word("turn", turns().indexOf(to) + 1, turns().length));
}

// Words that were searched ========================================================================================

let hits = [], hit, found;
const fold = string => string.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function findHits() {
  const query = asked("hl").join(" ").trim().slice(0, 200);
  const terms = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 20);
  if (!terms[0]) return;
  // longer words first; at the beginning of a word, except in scripts that do not part words
  terms.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(terms.map(term => (/[\u0E00-\u0EFF\u3040-\u9FFF]/.test(term) ? "" : "(?<![\\p{L}\\p{N}])") + term).join("|"), "gu");
  const nodes = [text, ...$$("*", text)].filter(e => !e.closest(".app, svg")).flatMap(e => [...e.childNodes]).filter(node => node.nodeType === 3);
  let left = 1000;
  for (const node of nodes) left -= left > 0 && highlight(node, pattern);
  hits = $$(".hit", text);
  found = bar("hits", word("quotation", query), "N", "n");
  if (!hits[0]) return tell(found, word("no-hit"));
  // where the address names a paragraph, the window stays there
  const at = hits.findIndex(each => goal()?.contains(each));
  showHit(Math.max(at, 0), at >= 0);
}

// Marks the places of a text node, from its end, and says how many.
function highlight(node, pattern) {
  const units = [];
  let folded = "", at = 0;
  for (const letter of node.data) {
    for (const _ of fold(letter)) units.push(at);
    folded += fold(letter);
    at += letter.length;
  }
  const all = [...folded.matchAll(pattern)].reverse();
  for (const match of all) {
    const start = units[match.index];
    const rest = node.splitText(start);
    // what follows the last letter is the next letter, or an accent that belongs to it
    rest.splitText((units[match.index + match[0].length] ?? at) - start);
    const around = make("mark", { class: "hit" });
    rest.replaceWith(around);
    around.append(rest);
  }
  return all.length;
}

function showHit(at, stay) {
  if (!hits[0]) return;
  hits[hit]?.classList.remove("now");
  hit = (at + hits.length) % hits.length;
  hits[hit].classList.add("now");
  tell(found, word("hit", hit + 1, hits.length));
  if (!stay) bring(hits[hit], "center");
}

function clearHits() {
  for (const each of hits) {
    const parent = each.parentNode;
    each.replaceWith(...each.childNodes);
    parent.normalize();
  }
  hits = [];
  found = found.remove();
  ask("hl", []);
}

// Display and keys ================================================================================================

for (const input of $$("#display input")) {
  const value = (input.name === "view" && asked("view")[0]) || kept[input.name];
  if (value) input.checked = input.type === "radio" ? input.value === value : value === "on";
}
function remember(input) {
  keep(input.name, input.type === "radio" ? input.value : input.checked ? "on" : "off");
  if (input.name === "view") ask("view", input.defaultChecked ? [] : [input.value]);
}

function display(open) {
  const menu = byId("display");
  if (!menu) return;
  menu.open = open && !menu.open;
  $("summary", menu).focus();
}

// the keys and what they do: those words that have the name of keys
function help() {
  const rows = labelled("key ").map(key =>
    div("", make("dt", {}, ...key.slice(4).split(" ").map(name => make("kbd", {}, name))), make("dd", {}, words[key])));
  const input = make("input", { type: "checkbox", name: "keys" });
  input.checked = kept.keys !== "off";
  $("dialog")?.remove();
  add(make("dialog", { class: "keys", "aria-label": word("keys") }, head(word("keys")), make("dl", {}, ...rows), make("label", {}, input, " ", word("keys-on")))).showModal();
}

// What single keys and buttons do =================================================================================

function finish(act) {
  const p = mark.parentElement;
  hide(true);
  act(p);
}

const ACTS = {
  j: () => go(beside(paragraphs(), 1)),
  k: () => go(beside(paragraphs(), -1)),
  "]": () => turn(1),
  "[": () => turn(-1),
  n: () => showHit(hit + 1),
  N: () => showHit(hit - 1),
  y: () => copy(citation([current()].filter(Boolean)), "citation-copied"),
  c: () => {
    // a tap on the button may have taken the selection away already
    if (!getSelection().isCollapsed) select();
    if (chosen) copy(chosen, "text-copied");
    tool?.remove();
  },
  "/": () => $("input[type=search]")?.focus(),
  d: () => display(true),
  t: () => (focused().blur(), scrollTo({ top: 0, behavior: "instant" })),
  "?": help,
  close: of => (of.closest("dialog") ? of.closest("dialog").close() : hide(true)),
  link: () => finish(p => copy(address(p), "link-copied")),
  cite: () => finish(p => copy(citation([p]), "citation-copied")),
  text: () => finish(p => copy(quotation(plain(p.cloneNode(true)), [p]), "text-copied")),
  copy: of => copy(of.parentElement.nextElementSibling.textContent.trim(), "copied"),
  card: of => open(of.previousElementSibling),
  next: () => {
    const all = namesakes(mark);
    go(all[(all.indexOf(mark) + 1) % all.length]);
  },
  chip: () => (boxes.forEach(each => (each.checked = false)), chooseSpeakers()),
  hits: clearHits,
};

// Events ==========================================================================================================

const on = (type, act) => document.addEventListener(type, act);
const modified = event => event.ctrlKey || event.metaKey || event.altKey;

function open(of, event) {
  const shown = says(of)(of);
  if (!shown) return;
  event?.preventDefault();
  show(of, shown, true);
}

on("click", event => {
  const { target, detail } = event;
  const doing = target.closest("[data-do]");
  if (doing) return ACTS[doing.dataset.do](doing);
  const local = target.closest("a[href^='#']");
  if (local) unfold(byId(href(local).slice(1)));
  if (pop?.contains(target)) return target.closest("a") && hide();
  offer();
  const shown = pinned && mark;
  hide();
  if (!target.closest("#display")) byId("display")?.removeAttribute("open");
  const of = target.closest(ALL);
  if (!of || modified(event) || event.shiftKey) return;
  if (of === shown) return event.preventDefault();
  // Enter follows the link of a name; who selects words does not ask what they are
  if (says(of) === card ? detail : of.href || getSelection().isCollapsed) open(of, event);
});

on("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse" || (pop && pinned)) return;
  clearTimeout(timer);
  if (pop?.contains(target) || mark?.contains(target)) return;
  const of = target.closest(ALL);
  timer = setTimeout(() => {
    hide();
    const shown = of && HOVERED.includes(says(of)) && says(of)(of);
    if (shown) show(of, shown);
  }, 350);
});

// who clicks into a preview wants to keep it
on("pointerdown", ({ target }) => pop?.contains(target) && (pinned = true));

// a press on a bar keeps the selection and the focus
on("mousedown", event => event.target.closest(".tool, .dock") && event.preventDefault());

on("focusin", ({ target }) => {
  if (pop && pinned && !pop.contains(target) && target !== mark && target !== more) hide();
  offer(target);
});

on("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(select, 250);
});

on("change", ({ target }) => {
  if (boxes.includes(target)) chooseSpeakers();
  else if (target.closest("#display, dialog")) remember(target);
});

on("keydown", event => {
  const { key, target } = event;
  if ($("dialog[open]")) return;
  if (key === "Escape") {
    if (pop) hide(pinned);
    else if (target.closest("#display[open]")) display();
    else if (found) clearHits();
    return;
  }
  const of = target.matches(ALL) && target;
  if (of && (says(of) === card ? key === "Enter" && event.altKey : key === " ")) return open(of, event);
  if (modified(event) || kept.keys === "off" || target.matches("select, textarea, input:not([type=checkbox], [type=radio])")) return;
  const act = key.length === 1 && ACTS[key];
  if (act) event.preventDefault(), act();
});

addEventListener("popstate", speakersFromAddress);
addEventListener("hashchange", () => {
  arrive();
  // turns that wait to be drawn are as high as was guessed until somebody comes near
  if (goal()) requestAnimationFrame(() => requestAnimationFrame(() => inSight(goal()) || bring(goal())));
});

// On opening ======================================================================================================

for (const { previousElementSibling: label } of $$("#cite .copy")) label?.append(" ", button("copy", word("copy"), word("copy") + ": " + label.textContent));

// the bar of a phone: those words that have the name of a part of this page
add(make("nav", { class: "phone", "aria-label": word("phone") }, ...labelled("#").filter(id => $(id)).map(id => link(id, words[id]))));
($("#display > :last-child") ?? $(".foot"))?.append(button("?", word("keys")));
speakersFromAddress();
findHits();
arrive();
}
