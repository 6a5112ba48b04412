/* SPDX-License-Identifier: MIT
 *
 * The address decides what the page shows: the start, a search (#find?q=...), a technique (#T1003.001) or events
 * (#event-4663-...).
 */

function fillFilters(data, area, changed) {
  const several = (values) => [...new Set(values)].filter((value) => value !== null).sort(naturally);
  const kinds = [
    ['tactic', 'Tactic', several(data.techniques.flatMap((technique) => technique.tactics))],
    ['platform', 'Platform', several(data.techniques.flatMap((technique) => technique.platforms))],
    ['source', 'Data source', several(data.components.map((component) => component.source))],
    ['component', 'Data component', several(data.components.map((component) => component.name))],
    ['provider', 'Provider', several(data.events.map((event) => event.log))],
  ];
  for (const [name, label, values] of kinds) {
    const select = make('select', {name, 'aria-label': label}, make('option', {value: ''}, `${label}: any`),
      values.map((value) => make('option', {value}, value)));
    select.addEventListener('change', changed);
    area.append(select);
  }
  area.append(make('button', {type: 'reset', hidden: true}, 'Clear'));
}

function start() {
  const data = readData(byId('data').textContent);
  const form = byId('form');
  const box = byId('q');
  const detail = byId('detail');
  const results = makeResults(byId('list'), () => box.focus());
  let query = {};
  let shown = 'techniques'; /* which of the two lists */

  const queryOfForm = () => Object.fromEntries(QUERY_KEYS.map((key) => [key, form.elements[key].value]));
  const ownAddress = () => linkToFind({...query, show: shown === 'events' ? shown : ''});

  /* Searches and fills both lists; `choose` shows the list with the better match, and techniques in a tie. */
  function find(choose) {
    const found = search(data, query);
    const words = wordsOf(query);
    const best = (list) => list.length > 0 ? list[0].score : -1;
    if (choose) {
      shown = best(found.events) > best(found.techniques) ? 'events' : 'techniques';
    }
    results.show(found[shown], (thing) => (shown === 'events' ? eventItem : techniqueItem)(thing, words));
    results.mark(location.hash);
    for (const name of ['techniques', 'events']) {
      const link = byId(`to-${name}`);
      link.href = linkToFind({...query, show: name === 'events' ? name : ''});
      link.querySelector('span').textContent = found[name].length.toLocaleString('en');
      link.setAttribute('aria-current', name === shown);
    }
    form.querySelector('[type=reset]').hidden = isEmptyQuery(query);
    for (const select of form.querySelectorAll('select')) {
      select.classList.toggle('set', select.value !== '');
    }
    byId('status').textContent = isEmptyQuery(query) ? ''
      : found.techniques.length + found.events.length === 0 ? 'Nothing found. Fewer words or filters find more.'
        : `${counted(found.techniques.length, 'technique', 'techniques')}, ` +
          `${counted(found.events.length, 'event', 'events')} found`;
  }

  /* Called after a change of the form. The first change adds an entry to the history. */
  function changed() {
    query = queryOfForm();
    find(true);
    document.body.dataset.view = 'find';
    try {
      history[location.hash.startsWith('#find') ? 'replaceState' : 'pushState'](null, '', ownAddress());
    } catch {
      /* some browsers refuse more than a hundred in half a minute; the address is then updated later */
    }
  }

  function put(view, title, children, moveFocus) {
    document.body.dataset.view = view;
    document.title = title ? `${title} \u2013 ATT&CK events` : 'ATT&CK techniques and their events';
    detail.replaceChildren(make('a.back', {href: ownAddress()}, '\u2039 Results'));
    appendAll(detail, children.flat(2));
    results.mark(location.hash);
    window.scrollTo(0, 0);
    if (moveFocus) {
      detail.querySelector('h1').focus({preventScroll: true});
    }
  }

  function showFind(parameters) {
    for (const key of QUERY_KEYS) {
      form.elements[key].value = parameters.get(key) ?? '';
    }
    query = queryOfForm();
    shown = parameters.get('show') === 'events' ? 'events' : 'techniques';
    find(false);
    if (detail.childElementCount === 0) {
      put('find', '', overview(data), false);
    }
    document.body.dataset.view = 'find';
  }

  function showEvents(slug, moveFocus) {
    const exact = data.events.filter((event) => event.slug === slug);
    const events = exact.length > 0 ? exact : data.events.filter((event) => event.slug.startsWith(`${slug}-`));
    if (events.length === 0) {
      return false;
    }
    put('detail', [nameOfEvent(events[0]), events[0].log].filter(Boolean).join(' '),
      events.length === 1 ? eventDetail(data, events[0]) : eventsDetail(data, events), moveFocus);
    return true;
  }

  function route(moveFocus) {
    const hash = location.hash.slice(1);
    const name = decode(hash);
    const retired = data.retiredOf.get(name.toLowerCase());
    const technique = data.techniqueOf.get(name.toLowerCase()) ?? retired?.successor;
    if (/^find(\?|$)/.test(hash)) {
      showFind(new URLSearchParams(hash.slice('find?'.length)));
    } else if (technique) {
      put('detail', `${technique.id} ${technique.name ?? ''}`,
        techniqueDetail(data, technique, retired?.id ?? technique.id), moveFocus);
    } else if (name.startsWith('event-') && showEvents(name.toLowerCase(), moveFocus)) {
      return;
    } else {
      const note = retired ? `${retired.id} was deprecated without a successor.` : `There is no ${name} in this mapping.`;
      put('start', '', [name && make('p.note', null, note), overview(data)], moveFocus);
    }
  }

  fillFilters(data, byId('filters'), changed);
  listen({form, box, detail, results, changed});
  addEventListener('hashchange', () => route(true));
  byId('version').textContent = [data.info.domain, data.info.version].filter(Boolean).join(' ');
  byId('footer').append(data.info.attribution ?? '');
  byId('app').hidden = false;
  query = queryOfForm();
  find(false);
  route(location.hash !== '');
}

function decode(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

function listen({form, box, detail, results, changed}) {
  box.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(() => {
    changed();
    box.focus();
  }));
  form.addEventListener('submit', (submit) => {
    submit.preventDefault();
    results.first()?.click();
  });
  box.addEventListener('keydown', (press) => {
    if (press.key === 'ArrowDown') {
      press.preventDefault();
      results.enter(0);
    }
  });
  document.addEventListener('keydown', (press) => {
    const isField = /^(INPUT|SELECT|TEXTAREA)$/.test(press.target.tagName) && press.target.type !== 'radio';
    if (press.key === '/' && !isField && !press.ctrlKey && !press.metaKey && !press.altKey) {
      press.preventDefault();
      box.focus();
      box.select();
    } else if (press.key === 'Escape' && press.target !== box) {
      box.focus();
    }
  });
  byId('skip').addEventListener('click', (click) => {
    click.preventDefault(); /* the address decides what is shown */
    detail.focus();
    detail.scrollIntoView();
  });
}

start();
