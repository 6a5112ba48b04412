/* SPDX-License-Identifier: MIT
 *
 * Creates elements. Text of the mapping goes into text nodes and, encoded, into links within the page; it must never go into
 * markup.
 */

/* make('a.id', {href: '#'}, child, ...): a child is an element or a text; null and false are left out. */
function make(kind, attributes, ...children) {
  const [tag, ...classes] = kind.split('.');
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  return appendAll(element, children.flat());
}

/* Appends children one by one: a hundred thousand arguments of one call would be too many. */
function appendAll(element, children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
  return element;
}

const ELEMENTS_AT_ONCE = 1000;

/* Fills `list` with the elements of things: `most` at first, and more each time a button is pressed, few enough to be fast.
 * Returns the list and the button, which is null if all are shown. */
function inParts(list, things, elementOf, most = ELEMENTS_AT_ONCE) {
  let shown = 0;
  const show = (count) => {
    appendAll(list, things.slice(shown, shown + count).map((thing, i) => elementOf(thing, shown + i)));
    shown = Math.min(shown + count, things.length);
  };
  show(most);
  if (shown === things.length) {
    return [list, null];
  }
  const button = make('button.more', {type: 'button'});
  const name = () => {
    button.textContent = things.length - shown <= ELEMENTS_AT_ONCE ? `Show all ${things.length.toLocaleString('en')}`
      : `Show ${ELEMENTS_AT_ONCE.toLocaleString('en')} more of ${things.length.toLocaleString('en')}`;
  };
  name();
  button.addEventListener('click', () => {
    const first = shown;
    show(ELEMENTS_AT_ONCE);
    if (shown === things.length) {
      button.remove();
    }
    name();
    list.children[first].querySelector('a')?.focus();
  });
  return [list, button];
}

const byId = (id) => document.getElementById(id);
const counted = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

function linkToFind(query) {
  const given = Object.entries(query).filter(([, value]) => value);
  return given.length ? `#find?${new URLSearchParams(given)}` : '#find';
}

const linkToTechnique = (technique) => `#${encodeURIComponent(technique.id)}`;
const linkToEvent = (event) => `#${encodeURIComponent(event.slug)}`;
const linkToEvents = (id, log, platform) => `#${encodeURIComponent(slugOf(['event', id, log, platform]))}`;

/* Returns a text in which the words of the search are marked. */
function marked(text, words) {
  const folded = text.toLowerCase();
  const parts = [];
  const places = words.map(() => -1); /* the next position of each word */
  let at = 0;
  while (words.length > 0 && folded.length === text.length) {
    words.forEach((word, i) => {
      if (places[i] < at) {
        const place = folded.indexOf(word, at);
        places[i] = place < 0 ? Infinity : place;
      }
    });
    const next = words.map((word, i) => [places[i], word.length]).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
    if (next[0] === Infinity) {
      break;
    }
    parts.push(text.slice(at, next[0]), make('mark', null, text.slice(next[0], next[0] + next[1])));
    at = next[0] + next[1];
  }
  parts.push(text.slice(at));
  return parts;
}

/* Pairs of a label and its value; pairs without a value are left out. */
function facts(pairs) {
  return make('dl.facts', null, pairs.filter(([, value]) => value && value.length !== 0).map(([label, value]) => (
    make('div', null, make('dt', null, label), make('dd', null, value)))));
}

function chips(texts, link) {
  const chip = (text) => make('a.chip', {href: link(text)}, text);
  return texts.length > ELEMENTS_AT_ONCE ? inParts(make('span'), texts, chip) : texts.map(chip);
}

/* The list of techniques under a heading, grouped by family. */
function techniqueList(techniques) {
  const listed = new Set(techniques);
  return inParts(make('ul.techniques'), techniques, (technique) => (
    make('li', {class: technique.isSubtechnique && listed.has(technique.parent) ? 'sub' : null},
      make('a', {href: linkToTechnique(technique)}, make('span.id', null, technique.id), ' ',
        make('span.name', null, technique.name ?? '')))));
}
