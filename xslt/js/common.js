// What the scripts of the lists and of the search share: elements, labels with values in them, dates in words.
const teiCommon = (() => {
const lang = document.documentElement.lang, collator = new Intl.Collator(lang, { numeric: true });
const pick = (query, at = document) => at.querySelector(query);
const every = (query, at = document) => [...at.querySelectorAll(query)];

function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const name in attributes) if (attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
  element.append(...content);
  return element;
}

// a label with values for its % signs
const fill = (label, ...values) => label.replace(/%/g, () => values.shift());
const number = n => n.toLocaleString(lang);

// 1964-11-25 → 25 November 1964, 1973-08 → August 1973; anything else as it is
function day(iso, { months, mark }) {
  const [, y, m, d] = /^(\d{4})-(\d\d)(?:-(\d\d))?/.exec(iso) || [], month = months.split(" ")[m - 1];
  return month ? (d ? +d + mark + " " : "") + month + " " + y : iso;
}

return { collator, pick, every, make, fill, number, day };
})();
