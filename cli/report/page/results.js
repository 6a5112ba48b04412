/* SPDX-License-Identifier: MIT
 *
 * The list of search results. It creates only as many items as the reader has scrolled to; one of them is in the tab order.
 */

const ITEMS_AT_ONCE = 60;

function techniqueItem(technique, words) {
  const meta = [technique.tactics.join(', '), technique.events.length > 0
    ? counted(technique.events.length, 'event', 'events') : 'no event'].filter(Boolean).join(' \u00b7 ');
  return make('li', null, make('a', {href: linkToTechnique(technique), tabindex: '-1'},
    make('span.id', null, marked(technique.id, words)), ' ',
    make('span.name', null, marked(technique.name ?? '', words)), ' ',
    make('span.meta', null, marked(meta, words))));
}

function eventItem(event, words) {
  const meta = [event.log, event.platform, filterOf(event),
    counted(event.techniques.length, 'technique', 'techniques')].filter(Boolean).join(' \u00b7 ');
  return make('li', null, make('a', {href: linkToEvent(event), tabindex: '-1'},
    make('span.id', null, marked(nameOfEvent(event), words)), ' ',
    make('span.name', null, marked(event.id ? event.name ?? '' : '', words)), ' ',
    make('span.meta', null, marked(meta, words))));
}

/* Connects `list` with the results that are passed to show(). Calls leave() when the up key leaves the list at its top. */
function makeResults(list, leave) {
  let items = [];
  let itemOf = null;
  const end = make('li.end', {'aria-hidden': 'true'});
  const links = () => list.querySelectorAll('a');

  const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(),
    {rootMargin: '600px'});

  function more() {
    const shown = links().length;
    end.before(...items.slice(shown, shown + ITEMS_AT_ONCE).map((item) => itemOf(item.thing)));
    end.hidden = links().length === items.length;
    watch.unobserve(end); /* an observer reports only changes, and the end may be visible again */
    watch.observe(end);
  }
  function enter(at) {
    if (at >= links().length) {
      more();
    }
    const all = links();
    const link = all[Math.min(at, all.length - 1)];
    list.querySelector('a[tabindex="0"]')?.setAttribute('tabindex', '-1');
    link?.setAttribute('tabindex', '0');
    link?.focus();
  }
  function show(found, make) {
    items = found;
    itemOf = make;
    list.replaceChildren(end);
    list.parentElement.scrollTop = 0;
    more();
    links()[0]?.setAttribute('tabindex', '0');
  }
  /* Marks the item that the page shows. */
  function mark(hash) {
    list.querySelector('a[aria-current]')?.removeAttribute('aria-current');
    for (const link of links()) {
      if (link.getAttribute('href') === hash) {
        link.setAttribute('aria-current', 'page');
      }
    }
  }

  list.addEventListener('keydown', (press) => {
    const at = [...links()].indexOf(press.target);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links().length - 1, PageDown: at + 10,
      PageUp: Math.max(at - 10, 0)}[press.key];
    if (at < 0 || to === undefined || press.altKey || press.ctrlKey || press.metaKey) {
      return;
    }
    press.preventDefault();
    if (to < 0) {
      leave();
    } else {
      enter(to);
    }
  });
  return {show, enter, mark, first: () => links()[0]};
}
