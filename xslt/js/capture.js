// The capture beside the text: what belongs together is lit and scrolls together; tabs on narrow screens.
(() => {
  const every = query => [...document.querySelectorAll(query)];
  const [panes] = every('.panes'), [states] = every('.states'), [lines, beside] = every('.pane');
  const narrow = matchMedia('(max-width: 61.99rem)');
  const get = id => document.getElementById(id);
  const box = each => each.getBoundingClientRect();
  panes.append(get('with-script').content.cloneNode(true));
  const [bar] = every('[role=separator]'), tabs = every('[role=tab]');
  panes.prepend(tabs[0].parentElement);

  // which lines are shown stands in the address: ?state=note&state=rights
  const read = () => {
    const asked = new URLSearchParams(location.search).getAll('state');
    for (const each of every('.states input')) each.checked = asked.includes(each.value);
  };
  states.onchange = () => {
    const asked = every('.states :checked').map(each => `state=${each.value}`).join('&');
    history.pushState(null, '', location.pathname + (asked && '?') + asked + location.hash);
  };
  // a browser that comes back to the page fills in what was chosen, after the script
  onpopstate = onpageshow = read;
  read();

  // tabs
  let chosen = tabs[0];
  const paneOf = tab => get(tab.getAttribute('aria-controls'));
  const choose = tab => {
    chosen = tab;
    for (const each of tabs) {
      const pane = paneOf(each);
      each.setAttribute('aria-selected', each === tab);
      each.tabIndex = each === tab ? 0 : -1;
      pane.hidden = narrow.matches && each !== tab;
      pane.role = narrow.matches ? 'tabpanel' : null;
    }
  };
  const open = hash => {
    const to = get(hash.slice(1)), tab = tabs.find(tab => paneOf(tab).contains(to));
    if (!tab) return;
    choose(tab);
    return to;
  };
  narrow.onchange = () => choose(chosen);

  // the width of the capture, in percent
  const share = part => {
    const width = Math.round(Math.min(80, Math.max(20, part)));
    bar.ariaValueNow = width;
    panes.style.setProperty('--share', width);
  };
  const isRtl = getComputedStyle(panes).direction === 'rtl';
  bar.onpointerdown = event => bar.setPointerCapture(event.pointerId);
  bar.onpointermove = event => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const {left, right, width} = box(panes);
    share(100 * (isRtl ? right - event.clientX : event.clientX - left) / width);
  };

  // what belongs together
  const belongs = ({id, dataset}) => {
    if (dataset.to) return dataset.to.trim().split(' ').map(get).filter(Boolean);
    const found = [];
    for (let n = +dataset.first; n <= dataset.last; n++) {
      const line = get(`l-${n}`);
      if (line && ` ${line.dataset.to}`.includes(` ${id} `)) found.push(line);
    }
    return found;
  };
  const light = ({target}) => {
    const at = target.closest('[data-to], [data-first]');
    for (const old of every('.lit')) old.classList.remove('lit');
    if (at) for (const each of [at, ...belongs(at)]) each.classList.add('lit');
  };
  panes.onmouseover = light;
  panes.addEventListener('focusin', light);

  // the pane that is moved by hand leads; the other shows what belongs to its uppermost line
  const pairs = every('#lines [data-to]')
    .map(each => [each, belongs(each).filter(to => to.dataset.first).pop()]).filter(pair => pair[1]);
  const back = pairs.map(([line, to]) => [to, line])
    .sort(([a], [b]) => a === b ? 0 : a.compareDocumentPosition(b) & 4 ? -1 : 1);
  let leader;
  const top = pane => pane === lines ? 56 : box(beside).top + 52;
  const follow = () => {
    const [other, stops] = leader === lines ? [beside, pairs] : [lines, back];
    if (!leader || !stops.length || narrow.matches) return;
    let low = 0, high = stops.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (box(stops[mid][0]).top <= top(leader)) low = mid;
      else high = mid - 1;
    }
    const [from, to] = stops[low].map(box);
    const part = Math.min(1, Math.max(0, (top(leader) - from.top) / from.height));
    const way = to.top + part * to.height - top(other);
    (other === lines ? window : beside).scrollBy({top: way, behavior: 'instant'});
  };
  const lead = ({target}) => { leader = beside.contains(target) ? beside : lines; };
  for (const kind of ['wheel', 'pointerdown', 'keydown']) addEventListener(kind, lead, {passive: true});
  addEventListener('scroll', ({target}) => {
    if ((target === beside) === (leader === beside)) requestAnimationFrame(follow);
  }, true);

  panes.onclick = ({target}) => {
    const link = target.closest('a[href^="#"]');
    if (tabs.includes(target)) choose(target);
    if (!link) return;
    leader = null;
    open(link.hash);
  };
  panes.onkeydown = event => {
    const step = {ArrowLeft: isRtl || -1, ArrowRight: isRtl ? -1 : 1, Home: -99, End: 99}[event.key];
    if (!step || ![bar, ...tabs].includes(event.target)) return;
    event.preventDefault();
    if (event.target === bar) return share(+bar.ariaValueNow + 2 * step);
    choose(tabs[+(step > 0)]);
    chosen.focus();
  };

  choose(chosen);
  const to = open(location.hash);
  leader = to ? to.closest('.pane') : lines;
  if (to) light({target: to});
  if (to && narrow.matches) to.scrollIntoView();
  requestAnimationFrame(follow);
})();
