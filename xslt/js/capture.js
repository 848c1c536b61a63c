// The capture beside the text: light what belongs together, scroll together, share the width, tabs on a phone.
(() => {
  const panes = document.querySelector('.panes');
  if (!panes) return;
  const [lines, beside] = panes.querySelectorAll('.pane');
  const narrow = matchMedia('(max-width: 61.99rem)');
  panes.append(document.getElementById('with-script').content.cloneNode(true));
  const bar = panes.querySelector('[role=separator]');
  const tabs = [...panes.querySelectorAll('[role=tab]')];
  const paneOf = tab => document.getElementById(tab.getAttribute('aria-controls'));
  panes.prepend(tabs[0].parentElement);

  // tabs
  const choose = chosen => tabs.forEach(tab => {
    const on = tab === chosen, pane = paneOf(tab);
    tab.setAttribute('aria-selected', on);
    tab.tabIndex = on ? 0 : -1;
    pane.hidden = narrow.matches && !on;
    if (narrow.matches) pane.setAttribute('role', 'tabpanel');
    else pane.removeAttribute('role');
    pane.setAttribute('aria-labelledby', narrow.matches ? tab.id : `h-${pane.id}`);
  });
  const chosen = () => tabs.find(tab => tab.tabIndex === 0);
  const open = id => {
    const to = id && document.getElementById(id);
    const tab = to && tabs.find(tab => paneOf(tab).contains(to));
    if (tab) choose(tab);
    return tab && to;
  };
  choose(tabs[0]);
  open(location.hash.slice(1));
  narrow.addEventListener('change', () => choose(chosen()));

  // the width of the capture, in percent
  const share = percent => {
    const width = Math.round(Math.min(80, Math.max(20, percent)));
    bar.setAttribute('aria-valuenow', width);
    panes.style.setProperty('--share', width);
  };
  const isRtl = () => getComputedStyle(panes).direction === 'rtl';
  bar.addEventListener('pointerdown', event => bar.setPointerCapture(event.pointerId));
  bar.addEventListener('pointermove', event => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const box = panes.getBoundingClientRect();
    const percent = 100 * (event.clientX - box.left) / box.width;
    share(isRtl() ? 100 - percent : percent);
  });

  // what belongs together
  const belongs = element => {
    if (element.dataset.to) return element.dataset.to.split(' ').map(id => id && document.getElementById(id)).filter(Boolean);
    const found = [];
    for (let n = +element.dataset.first; n <= +element.dataset.last; n++) {
      const line = document.getElementById(`l-${n}`);
      if (line && ` ${line.dataset.to}`.includes(` ${element.id} `)) found.push(line);
    }
    return found;
  };
  const light = event => {
    const at = event.target.closest('[data-to], [data-first]');
    for (const old of panes.querySelectorAll('.lit')) old.classList.remove('lit');
    if (at) for (const element of [at, ...belongs(at)]) element.classList.add('lit');
  };
  panes.addEventListener('mouseover', light);
  panes.addEventListener('focusin', light);

  // scrolling: the pane that is moved by hand leads, the other shows what belongs to its first line
  const pairs = [...lines.querySelectorAll('[data-to]')]
    .map(line => [line, belongs(line).filter(to => to.dataset.first).pop()]).filter(pair => pair[1]);
  const order = (a, b) => a[1] === b[1] ? 0 : a[1].compareDocumentPosition(b[1]) & 4 ? -1 : 1;
  const led = new Map([[lines, pairs], [beside, pairs.map(pair => [pair[1], pair[0]]).sort((a, b) => order([0, a[0]], [0, b[0]]))]]);
  let leader = null;
  const follow = () => {
    const other = leader === lines ? beside : lines, stops = led.get(leader);
    const top = leader.getBoundingClientRect().top + 48;
    let low = 0, high = stops.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (stops[middle][0].getBoundingClientRect().top <= top + 1) low = middle;
      else high = middle - 1;
    }
    if (!stops.length) return;
    const [from, to] = stops[low].map(element => element.getBoundingClientRect());
    const part = Math.min(1, Math.max(0, (top - from.top) / (from.height || 1)));
    other.scrollTop += to.top + part * to.height - other.getBoundingClientRect().top - 48;
  };
  const lead = event => { leader = event.target.closest('.pane'); };
  for (const kind of ['wheel', 'pointerdown', 'touchstart', 'keydown']) panes.addEventListener(kind, lead, {passive: true});
  panes.addEventListener('scroll', event => {
    if (event.target === leader && !narrow.matches) requestAnimationFrame(follow);
  }, true);

  panes.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]'), tab = event.target.closest('[role=tab]');
    if (tab) choose(tab);
    if (link) { leader = null; open(link.hash.slice(1)); }
  });
  panes.addEventListener('keydown', event => {
    const step = {ArrowLeft: -1, ArrowRight: 1, Home: -99, End: 99}[event.key];
    if (!step) return;
    const way = isRtl() && Math.abs(step) === 1 ? -step : step;
    if (event.target === bar) share(+bar.getAttribute('aria-valuenow') + 2 * way);
    else if (event.target.role === 'tab') {
      choose(tabs[Math.max(0, Math.min(1, tabs.indexOf(event.target) + way))]);
      chosen().focus();
    } else return;
    event.preventDefault();
  });
})();
