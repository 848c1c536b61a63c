// Choosing among the documents of a list: by several qualities at once, in other orders, as a table, to take away.
// Nothing here is needed to reach a document. What is chosen stands in the address; one listener a kind of event.
(() => {
const template = document.getElementById("facets"), list = document.getElementById("list");
if (!template || !list) return;
const words = template.dataset, own = template.content.cloneNode(true), aside = document.querySelector(".narrow nav");
const { collator, pick, every, make, fill, number } = teiCommon;
const [form, found, model, clear, choose] = ["form", ".found", "li.entry", ".clear", ".choose"].map(query => pick(query, own));
const [sum, chips, results, more] = [".sum", ".chips", ".results", ".more"].map(query => pick(query, found));
const years = every("fieldset input", form), ths = every("th", found), sorting = pick("select", found), tally = pick(".tally", form);
const [entries, table] = results.children, body = pick("tbody", table);
const STEP = 100;
let docs, facets, state, hits, near, shown, show;

function build() {
  show = teiResults(words, form, model);
  ({ docs, facets } = show);
  facets.forEach(each => options(each, ""));
  const there = docs.map(doc => doc.year).filter(Boolean), ends = { since: Math.min(...there), until: Math.max(...there) };
  pick("fieldset", form).hidden = ends.since >= ends.until;
  for (const input of years) {
    input.min = ends.since;
    input.max = ends.until;
    input.placeholder = ends[input.name];
  }
  if (aside) {
    aside.before(form);
    every(":scope > :not(.ways)", aside).forEach(each => each.remove());
  } else {
    list.before(form);
    form.className += " flat";
  }
  choose.remove();
  list.prepend(found);
  addEventListener("popstate", read);
  read();
}

// --- the form ---

function options(each, sought) {
  const ul = pick("ul", each.element), find = pick("input", each.element);
  const there = each.values.filter(({ all }) => all).sort((a, b) => b.all - a.all || collator.compare(a.name, b.name));
  each.element.hidden = there.every(each => each.all === docs.length);
  find.hidden = there.length < 13;
  ul.textContent = "";
  for (const value of each.values) value.box = null;
  for (const value of there.filter(each => each.name.toLowerCase().includes(sought.toLowerCase())).slice(0, 40)) {
    value.box = make("input", { type: "checkbox", name: each.name, value: value.key });
    ul.append(make("li", {}, make("label", {}, value.box, make("span", {}, value.name), make("small"))));
  }
}

function mark({ name, values }) {
  for (const { box, key, count } of values) if (box) {
    box.checked = state[name].has(key);
    box.disabled = !count && !box.checked;
    box.parentNode.className = count ? "" : "zero";
    box.parentNode.lastChild.textContent = number(count);
  }
}

// --- the address ---

function read() {
  const asked = new URLSearchParams(location.search);
  // an order that the box does not have leaves it empty
  sorting.value = asked.get("sort");
  state = { since: +asked.get("since") || 0, until: +asked.get("until") || 0, sort: sorting.value || words.order, view: asked.get("view") === "table" ? "table" : "" };
  for (const { name, element } of facets) {
    state[name] = new Set(asked.getAll(name));
    if (state[name].size) element.open = true;
  }
  render();
}

function go() {
  const asked = new URLSearchParams();
  for (const { name } of facets) for (const key of state[name]) asked.append(name, key);
  for (const key of ["since", "until", "view"]) if (state[key]) asked.set(key, state[key]);
  if (state.sort !== words.order) asked.set("sort", state.sort);
  history.pushState(null, "", `${asked}` ? `?${asked}` : location.pathname);
  render();
}

// --- choosing, in one pass: the number at a value is that of the documents if it were chosen too ---

function select() {
  const { since, until } = state, counts = facets.map(each => new Uint32Array(each.values.length));
  const active = facets.filter(({ name }) => state[name].size).map(({ n, name, values }) => {
    const wanted = values.map(({ key }) => state[name].has(key));
    return [n, wanted, name === "text" ? state.text.size : 1];
  });
  hits = [];
  near = [];
  for (const doc of docs) {
    let fails = 0, failed;
    for (const [n, wanted, least] of active) if (doc.has[n].filter(at => wanted[at]).length < least) {
      fails++;
      failed = least > 1 || facets[n].name === "text" ? -1 : n;
    }
    if ((since || until) && !(doc.year && doc.year >= since && (!until || doc.year <= until))) {
      if (!fails && doc.year) {
        if (doc.year < since) near[0] = doc;
        else near[1] = near[1] || doc;
      }
    } else if (fails < 2) {
      if (!fails) hits.push(doc);
      for (const { n } of facets) if (!fails || failed === n) for (const value of doc.has[n]) counts[n][value]++;
    }
  }
  for (const { n, values } of facets) values.forEach((value, at) => { value.count = counts[n][at]; });
}

// --- showing ---

function render() {
  select();
  show.sort(hits, state.sort);
  facets.forEach(mark);
  const { since, until, view } = state, key = state.sort.replace("-", ""), ours = location.search;
  for (const each of list.children) if (each !== found) each.hidden = !!ours;
  results.hidden = !ours;
  const counted = fill(words.count, number(hits.length), number(docs.length));
  sum.replaceChildren(make("b", {}, counted, hits.length ? "" : ". "), ...(hits.length ? [] : show.nothing(since || until ? span() : "", near)));
  tally.firstChild.textContent = counted;
  for (const input of years) input.value = state[input.name] || (input.type === "range" ? input.placeholder : "");
  sorting.value = state.sort;
  for (const button of every("[data-view]", found)) button.setAttribute("aria-pressed", button.dataset.view === view);
  for (const th of ths) th.setAttribute("aria-sort", th.dataset.sort !== key ? "none" : state.sort === key ? "ascending" : "descending");
  chip();
  entries.textContent = body.textContent = "";
  entries.hidden = !!view;
  table.hidden = !view;
  shown = 0;
  next(ours ? STEP : 0);
}

function next(step) {
  const part = hits.slice(shown, shown += step);
  if (state.view) body.append(...part.map(show.row));
  else entries.append(...part.map(show.entry));
  more.hidden = !step || shown >= hits.length;
}

const span = () => state.since === state.until ? state.since : `${state.since || ""}–${state.until || ""}`;

function chip() {
  chips.textContent = "";
  const add = (text, key, value) => {
    const button = make("button", { type: "button", "aria-label": fill(words.remove, text), "data-key": key, "data-value": value }, text);
    chips.append(make("li", {}, button));
  };
  for (const { name, title, values } of facets) for (const key of state[name]) add(title + ": " + (values.find(each => each.key === key) || { name: key }).name, name, key);
  if (state.since || state.until) add(span(), "years", "");
  if (chips.children[1]) chips.append(make("li", {}, clear));
}

// --- listeners ---

form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target.type !== "search") return;
  const each = facets.find(({ element }) => element.contains(target));
  options(each, target.value);
  mark(each);
});
form.addEventListener("change", ({ target: { type, name, value, checked, placeholder } }) => {
  if (type === "search") return;
  if (type === "checkbox") state[name][checked ? "add" : "delete"](value);
  else state[name] = type === "range" && value === placeholder ? 0 : +value;
  go();
});
// on a small screen, where the form hides the results
form.addEventListener("click", ({ target }) => {
  if (!tally.contains(target)) return;
  const fold = form.closest("details");
  if (fold) fold.open = false;
  list.focus({ preventScroll: true });
  found.scrollIntoView();
});
found.addEventListener("change", ({ target }) => {
  state.sort = target.value;
  go();
});
found.addEventListener("click", ({ target }) => {
  const button = target.closest("button"), th = target.closest("th");
  if (!button) return;
  const { view, key, value, format } = button.dataset;
  if (format) return show.take(format, hits, ths.map(each => each.textContent.trim()));
  if (button === more) return next(STEP);
  if (th) state.sort = (state.sort === th.dataset.sort ? "-" : "") + th.dataset.sort;
  else if (key && key !== "years") state[key].delete(value);
  else if (view !== undefined) state.view = view;
  else {
    state.since = state.until = 0;
    if (!key) for (const { name } of facets) state[name].clear();
  }
  go();
  if (!button.isConnected) (pick("button", chips) || sorting).focus();
});

// --- beginning: at once if something is asked for or the edition is small, else when a reader wants it ---

function start() {
  choose.disabled = true;
  for (const name of ["results", "documents"]) {
    const script = make("script", { src: `${words.root}js/${name}.js` });
    script.async = false;
    script.onload = name === "documents" && build;
    document.head.append(script);
  }
}

choose.addEventListener("click", start);
(aside || list).prepend(choose);
if (location.search || words.now) start();
})();
