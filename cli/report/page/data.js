'use strict';
/* SPDX-License-Identifier: MIT
 *
 * Expands the compact form of the mapping, which report_data.h describes, into objects that refer to one another. It knows
 * nothing of the page.
 */

/* Returns a Map of lists, in the order of the items. */
function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

/* Returns the texts in lower case, without absent ones, and with blanks for hyphens. */
function foldTexts(texts) {
  const text = texts.filter((each) => each !== null).join('\n').toLowerCase();
  return text.includes('-') ? text + '\n' + text.replaceAll('-', ' ') : text;
}

function readRule(record, names) {
  const [id, title, level, status, author, license, uri] = record.slice(0, 7).map((n) => names[n]);
  return {id, title, level, status, author, license, uri, isDetection: record[7] === 1};
}

function readEvent(record, names, rules, index) {
  const [id, name, platform, category, subCategory, channel, provider] = record.slice(0, 7).map((n) => names[n]);
  const filters = [];
  for (let i = 0; i < record[7].length; i += 2) {
    filters.push([names[record[7][i]], names[record[7][i + 1]]]);
  }
  const condition = names[record[8]];
  const rule = rules[record[9] - 1] ?? null;
  const text = foldTexts([id, name, platform, category, subCategory, channel, provider, ...filters.flat(), condition,
    ...(rule ? [rule.id, rule.title, rule.author] : [])]);
  return {index, id, name, platform, category, subCategory, channel, provider, filters, condition, text,
    log: provider ?? channel, rule, techniques: []};
}

/* Rows are kept as parallel arrays of indexes; -1 is none. */
function readRows(raw, data) {
  const rows = {technique: [], component: [], relationship: [], event: []};
  for (const technique of data.techniques) {
    technique.firstRow = rows.technique.length;
    for (const entry of technique.record[5]) {
      const run = raw.runs[Array.isArray(entry) ? entry[0] : entry];
      for (let i = 1; i < run.length; i += 2) {
        for (const event of run[i + 1]) {
          rows.technique.push(technique.index);
          rows.component.push(run[0] - 1);
          rows.relationship.push(run[i] - 1);
          rows.event.push(event - 1);
        }
      }
    }
    technique.endRow = rows.technique.length;
  }
  return rows;
}

function readTechnique(record, names, index) {
  const list = (numbers) => numbers.map((n) => names[n]);
  const technique = {index, record, id: names[record[0]], name: names[record[1]], tactics: list(record[2]),
    platforms: list(record[3]), otherNames: [], formerIds: [], parent: null, children: [], events: []};
  const tactics = new Set(technique.tactics), platforms = new Set(technique.platforms), otherNames = new Set();
  for (const entry of record[5]) {
    if (Array.isArray(entry)) { /* these rows have another name, other tactics or platforms */
      otherNames.add(names[entry[1]]);
      list(entry[2]).forEach((tactic) => tactics.add(tactic));
      list(entry[3]).forEach((platform) => platforms.add(platform));
    }
  }
  technique.tactics = [...tactics];
  technique.platforms = [...platforms];
  technique.otherNames = [...otherNames];
  return technique;
}

/* Ids that ATT&CK retired lead to the technique that took their place, also in a search. */
function readRetired(raw, techniques) {
  const retiredOf = new Map(raw.retired.map(([id, number]) => (
    [id.toLowerCase(), {id, successor: techniques[number - 1] ?? null}])));
  for (const {id, successor} of retiredOf.values()) {
    successor?.formerIds.push(id);
  }
  return retiredOf;
}

function linkEvents(data) {
  for (const technique of data.techniques) {
    const seen = new Set();
    for (let row = technique.firstRow; row < technique.endRow; row++) {
      if (data.rows.event[row] >= 0) {
        seen.add(data.rows.event[row]);
      }
    }
    for (const index of seen) {
      technique.events.push(data.events[index]);
      data.events[index].techniques.push(technique);
    }
  }
}

function linkFamilies(data) {
  data.techniqueOf = new Map(data.techniques.map((technique) => [technique.id.toLowerCase(), technique]));
  for (const technique of data.techniques) {
    const dot = technique.id.indexOf('.');
    technique.isSubtechnique = dot >= 0;
    technique.parent = dot < 0 ? null : data.techniqueOf.get(technique.id.slice(0, dot).toLowerCase()) ?? null;
    technique.parent?.children.push(technique);
  }
}

/* Converts text for a link: letters and digits of any script, in lower case, and hyphens. */
function slugOf(texts) {
  return texts.filter((each) => each !== null).join('-').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/* Gives each event a name for links: its id, log and platform; if several events share these, also what distinguishes them.
 * A number is the last resort, as it changes with the order of the mapping; it must not make the name of another event. */
function nameEvents(events) {
  const further = [
    (event) => event.rule ? [event.rule.id] : event.condition !== null ? [event.name] : event.filters.length ? event.filters.flat() : ['no filter'],
    (event) => [event.subCategory],
    (event) => [event.name],
  ];
  for (const event of events) {
    event.slug = slugOf(['event', event.id ?? event.name, event.log, event.platform]);
  }
  for (const parts of further) {
    for (const alike of groupBy(events, (event) => event.slug).values()) {
      if (alike.length > 1) {
        for (const event of alike) {
          event.slug = slugOf([event.slug, ...parts(event)]);
        }
      }
    }
  }
  const taken = new Set(), next = new Map();
  for (const event of events) {
    const slug = event.slug;
    let number = next.get(slug) ?? 2;
    for (; taken.has(event.slug); number++) {
      event.slug = `${slug}-${number}`;
    }
    next.set(slug, number);
    taken.add(event.slug);
  }
}

const collate = new Intl.Collator('en', {numeric: true}).compare;
const naturally = (a, b) => a === b ? 0 : collate(a, b);

/* Numbers events in the order of lists: by log, id and filter, so that names are compared only once. */
function rankEvents(events) {
  const keys = events.map((event) => [event.log ?? '', nameOfEvent(event), filterOf(event)]);
  const order = events.map((event) => event.index).sort((a, b) => naturally(keys[a][0], keys[b][0]) ||
    naturally(keys[a][1], keys[b][1]) || naturally(keys[a][2], keys[b][2]) || a - b);
  order.forEach((index, rank) => {
    events[index].rank = rank;
  });
}

const compareEvents = (a, b) => a.rank - b.rank;

function readData(text) {
  const raw = JSON.parse(text);
  const names = raw.names;
  const data = {library: raw.library, info: raw.info};
  data.components = raw.components.map(([source, name], index) => (
    {index, source: names[source], name: names[name], text: foldTexts([names[source], names[name]])}));
  data.relationships = raw.relationships.map((record, index) => {
    const [id, name, source, relationship, target] = record.map((n) => names[n]);
    return {index, id, name: name ?? [source, relationship, target].filter(Boolean).join(' '),
      text: foldTexts([id, name, source, relationship, target])};
  });
  data.rules = raw.rules.map((record) => readRule(record, names));
  data.events = raw.events.map((record, index) => readEvent(record, names, data.rules, index));
  data.techniques = raw.techniques.map((record, index) => readTechnique(record, names, index));
  data.retiredOf = readRetired(raw, data.techniques);
  for (const technique of data.techniques) {
    technique.text = foldTexts([technique.id, technique.name, ...technique.otherNames, ...technique.formerIds,
      ...technique.tactics, ...technique.platforms]);
  }
  data.rankings = raw.rankings.map((ranking) => {
    const items = [];
    for (let i = 0; i < ranking.items.length; i += 2) {
      items.push({name: names[ranking.items[i]], count: ranking.items[i + 1]});
    }
    return {...ranking, items};
  });
  data.rows = readRows(raw, data);
  linkEvents(data);
  linkFamilies(data);
  nameEvents(data.events);
  rankEvents(data.events);
  return data;
}

/* Returns the data components of a technique without an event. */
function componentsWithoutEvents(data, technique) {
  const shown = new Set();
  for (let row = technique.firstRow; row < technique.endRow; row++) {
    if (data.rows.event[row] >= 0) {
      shown.add(data.rows.component[row]);
    }
  }
  return technique.record[4].map((number) => number - 1).filter((index) => !shown.has(index))
    .map((index) => data.components[index]);
}

const nameOfComponent = (component) => [component.source, component.name].filter(Boolean).join(': ');
const nameOfEvent = (event) => event.id ?? event.name ?? '(no id)';
const filterOf = (event) => event.condition ?? event.filters.map(([field, value]) => `${field}=${value ?? ''}`).join(', ');
