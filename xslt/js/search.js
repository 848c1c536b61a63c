// The search page: asks Pagefind's index, shows paragraphs, narrows by what the table of documents says.
// The address holds the whole state (?q=…&genre=…&from=…&to=…&who=…&language=…), so a search can be cited.
(() => {
  'use strict';
  const narrow = document.getElementById('narrow');
  if (!narrow) return;
  const { collator, every, make, fill, number, day } = teiCommon;
  const found = document.getElementById('found'), state = document.getElementById('state'), field = document.getElementById('q');
  const words = Object.fromEntries(every('[data-k]', document.getElementById('words').content).map(i => [i.dataset.k, i.textContent]));
  const say = (key, ...values) => fill(words[key] || key, ...values);
  if (location.protocol === 'file:') { state.textContent = words.file; return; }

  const base = new URL(narrow.dataset.index, document.baseURI);
  const KEYS = ['genre', 'language', 'who'], AT_ONCE = 20, PARAGRAPHS = 3, AROUND = 12, LISTED = 12, LOOKED_AT = 300;
  const asked = () => new URLSearchParams(location.search);

  let engine, table;
  const ready = async () => {
    if (engine) return;
    const [pagefind, rows] = await Promise.all([import(new URL('pagefind.js', base)), fetch(new URL('documents.json', base)).then(answer => answer.json())]);
    await pagefind.options({ basePath: base.pathname, baseUrl: new URL('.', document.baseURI).pathname, noWorker: true });
    await pagefind.init();
    // one index a language: the others are searched too, under a path that Pagefind does not take for the first
    const main = document.documentElement.lang;
    const entry = await fetch(new URL('pagefind-entry.json', base)).then(answer => answer.json());
    const languages = Object.keys(entry.languages);
    const first = [main, main.split('-')[0]].find(language => languages.includes(language)) || languages.sort((a, b) => entry.languages[b].page_count - entry.languages[a].page_count)[0];
    for (const language of languages) if (language !== first) await pagefind.mergeIndex(`${base.pathname}./`, { language });
    table = rows;
    engine = pagefind;
  };

  const fits = (row, query, but) => KEYS.every(key => key === but || !query.get(key) || valuesOf(row, key).includes(query.get(key)))
    && (!query.get('from') || row.date.slice(0, 4) >= query.get('from')) && (!query.get('to') || (row.date && row.date.slice(0, 4) <= query.get('to')));
  const valuesOf = (row, key) => key === 'who' ? row.people : [row[key]];
  const label = (key, value) => key === 'genre' ? words[`genre-${value}`] || value : key === 'language' ? languageName(value) : value;
  const languageName = code => { try { return new Intl.DisplayNames([document.documentElement.lang], { type: 'language' }).of(code); } catch { return code; } };

  const href = query => { const text = query.toString(); return text ? `?${text}` : location.pathname.split('/').pop(); };
  const changed = (query, key, value) => { const other = new URLSearchParams(query); if (value) other.set(key, value); else other.delete(key); return other; };

  // --- narrowing: links, so that each can be opened, copied and cited
  const facets = (rows, query) => {
    narrow.replaceChildren();
    for (const key of KEYS) {
      const counts = new Map();
      for (const row of rows.filter(row => fits(row, query, key))) for (const value of valuesOf(row, key)) if (value) counts.set(value, (counts.get(value) || 0) + 1);
      const chosen = query.get(key);
      if (counts.size < 2 && !chosen) continue;
      const list = [...counts].sort((a, b) => b[1] - a[1] || collator.compare(label(key, a[0]), label(key, b[0]))).slice(0, LISTED);
      narrow.append(make('h2', {}, words[key]), make('ul', {}, ...list.map(([value, n]) => make('li', {},
        make('a', { href: href(changed(query, key, value === chosen ? '' : value)), 'aria-current': value === chosen ? 'true' : undefined, 'data-go': '' }, label(key, value)), ' ', make('small', {}, number(n))))));
      if (chosen) narrow.append(make('p', {}, make('a', { href: href(changed(query, key, '')), 'data-go': '' }, words.all)));
    }
    const years = rows.map(row => row.date.slice(0, 4)).filter(Boolean).sort();
    if (years.length && years[0] !== years[years.length - 1]) {
      const box = (name, value) => make('label', {}, words[name], ' ', make('input', { type: 'number', name, min: years[0], max: years[years.length - 1], value: query.get(name) || value }));
      narrow.append(make('h2', {}, words.years), make('form', { class: 'span' }, box('from', years[0]), ' ', box('to', years[years.length - 1]), ' ', make('button', { type: 'submit' }, words.narrow)));
    }
    narrow.hidden = !narrow.childElementCount;
  };

  // --- hits: a document, and the paragraphs in which the words stand
  // Pagefind answers with words that only begin alike, too: what is said and marked here begins with the word, or is it
  // without its ending
  const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const alike = (token, word) => token.startsWith(word) || (token.length > 2 && word.length - token.length < 4 && word.startsWith(token));
  const tokensOf = data => (data.raw_content || data.content).replace(/&lt;/g, '<').replace(/&gt;/g, '>').split(/\s+/);
  const wordsOf = text => text.split(/\s+/).map(fold).filter(Boolean);
  const holds = (data, text) => {
    const tokens = tokensOf(data), located = data.locations.map(at => fold(tokens[at] || ''));
    return wordsOf(text).every(word => located.some(token => alike(token, word)));
  };

  const paragraphs = (data, text) => {
    const tokens = tokensOf(data), asked = wordsOf(text);
    const blocks = data.anchors.filter(anchor => anchor.id).sort((a, b) => a.location - b.location);
    const hits = new Map(), marked = new Set(data.locations.filter(at => asked.some(word => alike(fold(tokens[at] || ''), word))));
    for (const at of marked) {
      const place = blocks.filter(block => block.location <= at).pop();
      if (place && !hits.has(place)) hits.set(place, at);
    }
    return [...hits].sort((a, b) => a[1] - b[1]).map(([block, at]) => {
      const next = blocks.find(other => other.location > block.location);
      const start = Math.max(block.location, at - AROUND), end = Math.min(next ? next.location : tokens.length, at + 2 * AROUND);
      const pieces = [];
      if (start > block.location) pieces.push('… ');
      for (let n = start; n < end; n++) pieces.push(marked.has(n) ? make('mark', {}, tokens[n]) : tokens[n], ' ');
      if (next && end < next.location) pieces.push('…');
      return { id: block.id, pieces };
    });
  };

  const hit = async (result, query) => {
    const row = table[result.id], data = await result.data();
    const to = id => `${row.href}?hl=${encodeURIComponent(query.get('q'))}${id ? `#${id}` : ''}`;
    const places = paragraphs(data, query.get('q'));
    const line = [day(row.date, words), words[`genre-${row.genre}`], row.place].filter(Boolean).join(' · ');
    const item = make('li', {}, make('p', { class: 'hint' }, line), make('h2', {}, make('a', { href: to('') }, row.title)));
    for (const { id, pieces } of places.slice(0, PARAGRAPHS)) {
      item.append(make('p', { class: 'quoted', dir: 'auto' }, make('a', { href: to(id), class: 'n' }, /^p-/.test(id) ? `¶ ${id.slice(2)}` : '¶'), ' ', ...pieces));
    }
    if (places.length > PARAGRAPHS) item.append(make('p', { class: 'hint' }, say(places.length - PARAGRAPHS === 1 ? 'more-place' : 'more-places', places.length - PARAGRAPHS)));
    return item;
  };

  let turn = 0;
  const search = async () => {
    const query = asked(), text = (query.get('q') || '').trim(), mine = ++turn;
    field.value = text;
    if (!text) { found.replaceChildren(); narrow.hidden = true; state.textContent = words.ask; return; }
    document.title = `${text} – ${document.title.split(' – ').pop()}`;
    try { await ready(); } catch { state.textContent = words.failed; return; }
    const answers = (await engine.search(text)).results.filter(result => table[result.id]);
    const looked = await Promise.all(answers.slice(0, LOOKED_AT).map(async result => holds(await result.data(), text) && result));
    const all = [...looked.filter(Boolean), ...answers.slice(LOOKED_AT)];
    if (mine !== turn) return;
    facets(all.map(result => table[result.id]), query);
    const results = all.filter(result => fits(table[result.id], query));
    state.textContent = results.length ? say(results.length === 1 ? 'one' : 'many', number(results.length), text) : say('nothing', text);
    const list = make('ol', { class: 'results', role: 'list' });
    found.replaceChildren(list);
    const more = make('button', { type: 'button', class: 'more' }, words.more);
    const show = async from => {
      const items = await Promise.all(results.slice(from, from + AT_ONCE).map(result => hit(result, query)));
      if (mine !== turn) return;
      list.append(...items);
      more.remove();
      if (results.length > from + AT_ONCE) { found.append(more); more.onclick = () => show(from + AT_ONCE).then(() => items.length && list.children[from + AT_ONCE].querySelector('a').focus()); }
    };
    await show(0);
  };

  const go = query => { history.pushState(null, '', href(query)); search(); };
  document.addEventListener('submit', event => {
    const query = asked();
    for (const [key, value] of new FormData(event.target)) { if (value) query.set(key, value); else query.delete(key); }
    if (event.target.classList.contains('ask')) for (const key of [...KEYS, 'from', 'to']) query.delete(key);
    event.preventDefault();
    go(query);
  });
  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-go]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(new URL(link.href).searchParams);
    state.focus();
  });
  addEventListener('popstate', search);
  search();
})();
