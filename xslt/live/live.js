// For `tei-edition serve` only: loads the page again after a build, where the reader was, and shows what is wrong.
(() => {
  'use strict';
  const PLACE = 'tei-edition-place';
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) || 'null');
    sessionStorage.removeItem(PLACE);
    if (kept && kept.page === location.pathname) addEventListener('load', () => scrollTo({ top: kept.top, behavior: 'instant' }));
  } catch { /* no storage: the page begins at its top */ }

  const make = (name, words, ...inside) => {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    element.append(...inside);
    return element;
  };
  const show = problems => {
    document.getElementById('tei-live')?.remove();
    if (!problems.length) return;
    const close = make('button', 'Close');
    const list = make('ul', '', ...problems.map(({ where, what, hint }) => make('li', '', where ? make('code', where) : '', ' ', what, hint ? make('small', hint) : '')));
    const box = make('section', '', make('h2', problems.length === 1 ? 'One error: the page is that of the last good build' : `${problems.length} errors: pages are those of the last good build`), list, close);
    box.id = 'tei-live';
    box.setAttribute('role', 'alert');
    close.addEventListener('click', () => box.remove());
    document.body.append(box);
  };

  const shown = Number(new URL(document.currentScript.src).searchParams.get('build')); // the build of this page
  const source = new EventSource('/_tei-edition/events');
  source.addEventListener('message', event => {
    const { build, problems } = JSON.parse(event.data);
    if (build === shown) { show(problems); return; }
    try { sessionStorage.setItem(PLACE, JSON.stringify({ page: location.pathname, top: scrollY })); } catch { /* as above */ }
    location.reload();
  });
})();
