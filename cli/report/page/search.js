/* SPDX-License-Identifier: MIT
 *
 * Search: a query selects rows of the mapping, and the results are the techniques and events of these rows. Each word must
 * occur in the technique, the data component, the relationship or the event of a row. It knows nothing of the page.
 */

const QUERY_KEYS = ['q', 'tactic', 'platform', 'source', 'component', 'provider'];
const MOST_WORDS = 30; /* one bit each */

const isEmptyQuery = (query) => QUERY_KEYS.every((key) => !query[key]);
const wordsOf = (query) => query.q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

/* Returns which of the words a text contains, one bit each. */
function wordsIn(text, words) {
  return words.reduce((bits, word, i) => text.includes(word) ? bits | 1 << i : bits, 0);
}

/* Returns how well a thing itself matches, without its rows: 5 if the query is its id or a former one, 0 if there is no
 * query. */
function scoreOf(thing, words, bits, all) {
  if (words.length === 0) {
    return 0;
  }
  const id = (thing.id ?? '').toLowerCase();
  if ([id, ...(thing.formerIds ?? []).map((former) => former.toLowerCase())].includes(words.join(' '))) {
    return 5;
  }
  if (words.length === 1 && id.startsWith(words[0])) {
    return 4;
  }
  return wordsIn(`${id}\n${(thing.name ?? '').toLowerCase()}`, words) === all ? 3 : bits === all ? 2 : 1;
}

/* Returns {techniques, events}, lists of {thing, score}, best first. */
function search(data, query) {
  const words = wordsOf(query);
  const all = 2 ** words.length - 1;
  const bitsOf = (things) => things.map((thing) => wordsIn(thing.text, words));
  const bits = {technique: bitsOf(data.techniques), component: bitsOf(data.components),
    relationship: bitsOf(data.relationships), event: bitsOf(data.events)};
  const isAsked = (key, value) => !query[key] || query[key] === value;
  const component = data.components.map((each) => isAsked('source', each.source) && isAsked('component', each.name));
  const event = data.events.map((each) => isAsked('provider', each.log));
  const allComponents = !query.source && !query.component;
  const foundEvents = new Set();
  const techniques = [];

  for (const technique of data.techniques) {
    if (query.tactic && !technique.tactics.includes(query.tactic) ||
        query.platform && !technique.platforms.includes(query.platform)) {
      continue;
    }
    const own = bits.technique[technique.index];
    let found = own === all && allComponents && !query.provider;
    for (let row = technique.firstRow; row < technique.endRow; row++) {
      const c = data.rows.component[row];
      const r = data.rows.relationship[row];
      const e = data.rows.event[row];
      if ((c < 0 ? allComponents : component[c]) && (e < 0 ? !query.provider : event[e]) &&
          (own | bits.component[c] | bits.relationship[r] | bits.event[e]) === all) {
        found = true;
        if (e >= 0) {
          foundEvents.add(e);
        }
      }
    }
    if (found) {
      techniques.push({thing: technique, score: scoreOf(technique, words, own, all)});
    }
  }
  const events = [...foundEvents].map((e) => (
    {thing: data.events[e], score: scoreOf(data.events[e], words, bits.event[e], all)}));
  techniques.sort((a, b) => b.score - a.score || a.thing.index - b.thing.index);
  events.sort((a, b) => b.score - a.score || compareEvents(a.thing, b.thing));
  return {techniques, events};
}
