// The documents of js/documents.js, in order, as a list, as a table, as CSV and RIS; js/facets.js loads it when needed.
// `words` are the data of the template, `form` and `model` its form and its entry.
const teiResults = (words, form, model) => {
const { base, columns, documents } = teiDocuments, { collator, pick, make, fill, number } = teiCommon;
const QUALITIES = ["notes", "gaps", "translation"], LISTS = { type: "types", place: "places", language: "languages", archive: "archives" };
const all = (doc, name) => doc.of[name].join(", ");

// --- what there is: a document has its columns, for each facet the places of its values (`has`) and their names (`of`) ---

const facets = [...form.querySelectorAll("[data-facet]")].map((element, n) => {
  const name = element.dataset.facet, said = {}, keys = name === "text" ? QUALITIES : teiDocuments[LISTS[name] || "people"];
  for (const datum of element.querySelectorAll("data")) {
    said[datum.value] = datum.textContent;
    datum.remove();
  }
  const values = keys.flatMap(each => {
    const [key, name] = [each].flat();
    return { key, name: name || said[key] || key, all: 0 };
  });
  return { n, name, element, values, title: pick("summary", element).textContent };
});

function read(row) {
  const doc = { has: [], of: {} };
  columns.forEach((column, n) => { doc[column] = row[n]; });
  doc.year = +(/^\d{4}/.exec(doc.date) || [0])[0];
  doc.kind = teiDocuments.types[doc.type];
  doc.tongue = teiDocuments.languages[doc.language];
  for (const { n, name, values } of facets) {
    doc.has[n] = name === "text" ? [0, 1, 2].filter(at => doc[QUALITIES[at]]) : [doc[name]].flat().filter(at => at >= 0);
    doc.of[name] = doc.has[n].map(at => values[at].name);
  }
  return doc;
}

// the documents of this page: all, or those that have one quality in common
function those() {
  const [key, ...rest] = words.only.split("="), only = rest.join("="), same = facets.find(({ name }) => name === key);
  const fits = doc => same ? doc.has[same.n].some(at => same.values[at].key === only) : !key || doc.year === +only;
  const docs = documents.map(read).filter(fits);
  for (const doc of docs) for (const { n, values } of facets) for (const at of doc.has[n]) values[at].all++;
  return docs;
}

// documents in the order of time → in another
function sort(docs, order) {
  const down = order[0] === "-" ? -1 : 1, key = order.replace("-", ""), text = doc => doc.of[key] ? all(doc, key) : doc.title;
  if (key === "words") docs.sort((a, b) => (a.words - b.words) * down);
  else if (key !== "date") docs.sort((a, b) => !text(a) - !text(b) || collator.compare(text(a), text(b)) * down);
  else if (down < 0) docs.reverse().sort((a, b) => !a.year - !b.year);
}

// "No document of 1967. Nearest: 3 February 1966, 31 October 1970.", in parts: the dates lead to the documents
function nothing(span, near) {
  const links = near.filter(Boolean).flatMap(doc => [", ", make("a", { href: href(doc) }, date(doc.date))]);
  if (!span) return [words.nothing];
  return [fill(words.none, span), ...(links.length ? [` ${words.nearest} `, ...links.slice(1), "."] : [])];
}

// --- as a list and as a table ---

const href = doc => words.root + "doc/" + doc.slug + ".html";
const title = doc => doc.title || words.untitled;

function entry(doc) {
  const li = model.cloneNode(true), at = query => pick(query, li), parties = at(".parties");
  const [from, to, place] = parties.children, both = doc.from.length + doc.to.length;
  at(".when").textContent = date(doc.date);
  Object.assign(at("a"), { href: href(doc), textContent: title(doc) });
  const put = (text, element, goal = element) => { if (text) goal.textContent = text; else element.remove(); };
  put(all(doc, "type"), at(".genre"));
  put(all(doc, "from"), from);
  put(all(doc, "to"), to, to.lastChild);
  put(all(doc, "place"), place);
  put(doc.summary, at(".about"));
  if (!both && !doc.of.place.length) parties.remove();
  for (const key of ["translation", "notes", "gaps"]) if (doc[key]) at(".marks").append(make("span", {}, words[key]));
  return li;
}

function row(doc) {
  const link = make("a", { href: href(doc) }, title(doc));
  const cells = [date(doc.date), all(doc, "type"), link, ...["from", "to", "place"].map(name => all(doc, name)), number(doc.words)];
  return make("tr", {}, ...cells.map(cell => make("td", {}, cell)));
}

// 1964-11-25, 1964/1966, 1964..1966, 1964.., ..1966, 1973-08? → words; =as it is
function date(span) {
  if (span[0] === "=") return span.slice(1);
  const [first, last] = span.split(/\/|\.\./).map(day);
  if (!span) return words.undated;
  if (span.includes("..")) return fill(words[first ? last ? "between" : "after" : "before"], first || last, last);
  return last ? first + " – " + last : first;
}

const day = iso => teiCommon.day(iso, words) + (/^\d{4}-\d\d\?$/.test(iso) ? ", " + words.illegible : "");

// --- taking away ---

const iso = doc => doc.date.replace(/^=|\?$/g, "");
const address = doc => base + "doc/" + doc.slug + ".html";

// what begins like a formula is one for a spreadsheet, unless an apostrophe stands before it
const cell = value => '"' + String(value).replace(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/, "'$&").replace(/"/g, '""') + '"';

function csv(docs, head) {
  const rows = docs.map(doc => [iso(doc), all(doc, "type"), doc.title, all(doc, "from"), all(doc, "to"), all(doc, "place"), doc.words, address(doc)]);
  return "\ufeff" + [[...head, words.address], ...rows].map(row => row.map(cell).join(",") + "\r\n").join("");
}

const TYPES = { letter: "PCOMM", telegram: "PCOMM", report: "RPRT", article: "NEWS" };

function ris(docs) {
  return docs.map(doc => {
    const [, y, m, d] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(doc.date) || [], each = (tag, values) => values.map(value => [tag, value]);
    const tags = [["TY", TYPES[doc.kind] || "MANSCPT"], ["ID", doc.slug], ...each("AU", doc.of.from), ...each("A2", doc.of.to), ["TI", doc.title], ["PY", y],
      ["DA", y && [y, m || "", d || "", ""].join("/")], ["CY", all(doc, "place")], ["DB", all(doc, "archive")], ["AN", doc.shelfmark],
      ["LA", doc.tongue], ["AB", doc.summary], ["UR", base && address(doc)]];
    return tags.filter(([, value]) => value).map(([tag, value]) => tag + "  - " + String(value).replace(/\s+/g, " ") + "\r\n").join("") + "ER  - \r\n\r\n";
  }).join("");
}

function take(kind, docs, head) {
  const a = make("a"), csvType = "text/csv;charset=utf-8";
  a.href = URL.createObjectURL(new Blob([kind === "csv" ? csv(docs, head) : ris(docs)], { type: kind === "csv" ? csvType : "application/x-research-info-systems" }));
  a.download = "documents." + kind;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 1000);
}

return { facets, docs: those(), sort, nothing, entry, row, take };
};
