/* SPDX-License-Identifier: MIT
 *
 * Making elements. Text of the mapping goes into text nodes and, encoded, into links within the page; never into markup.
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
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
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

/* A text with the words that were searched for marked in it. */
function marked(text, words) {
  const folded = text.toLowerCase();
  const parts = [];
  let at = 0;
  while (words.length > 0 && folded.length === text.length) {
    const next = words.map((word) => [folded.indexOf(word, at), word.length]).filter(([place]) => place >= 0)
      .sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
    if (!next) {
      break;
    }
    parts.push(text.slice(at, next[0]), make('mark', null, text.slice(next[0], next[0] + next[1])));
    at = next[0] + next[1];
  }
  parts.push(text.slice(at));
  return parts;
}

/* Pairs of a label and what it says; those that say nothing are left out. */
function facts(pairs) {
  return make('dl.facts', null, pairs.filter(([, value]) => value && value.length !== 0).map(([label, value]) => (
    make('div', null, make('dt', null, label), make('dd', null, value)))));
}

const chips = (texts, link) => texts.map((text) => make('a.chip', {href: link(text)}, text));

/* The list of techniques under a heading, a family at a time. */
function techniqueList(techniques) {
  return make('ul.techniques', null, techniques.map((technique) => (
    make('li', {class: technique.isSubtechnique && techniques.includes(technique.parent) ? 'sub' : null},
      make('a', {href: linkToTechnique(technique)}, make('span.id', null, technique.id), ' ',
        make('span.name', null, technique.name ?? ''))))));
}
