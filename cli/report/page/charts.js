/* SPDX-License-Identifier: MIT
 *
 * The start page: which data this is, and the rankings as bars. The length of a bar is proportional to its count; the
 * highest count has the full width.
 */

const BARS_AT_FIRST = 15;

/* What is counted; the choice is kept while the page is open. */
const counting = {scope: 'subtechniques', by: 'pairs'};

function bar(item, highest, link) {
  const length = make('span.bar', {'aria-hidden': 'true'});
  length.style.width = `${100 * item.count / highest}%`;
  return make('li', null,
    make('a.label', {href: link(item.name)}, item.name),
    make('span.track', null, length, make('span.count', null, item.count.toLocaleString('en'))));
}

/* The list of bars. */
function bars(items, link) {
  return inParts(make('ol.bars'), items, (item) => bar(item, items[0].count, link), BARS_AT_FIRST);
}

function linkOfKind(data, kind) {
  const eventOf = new Map(data.events.map((event) => [
    `${event.id}${event.log ? ` ${event.log}` : ''}${event.platform ? ` (${event.platform})` : ''}`, event]));
  const links = {
    sources: (name) => linkToFind({source: name}),
    components: (name) => linkToFind({component: name}),
    tactics: (name) => linkToFind({tactic: name}),
    platforms: (name) => linkToFind({platform: name}),
    events: (name) => {
      const event = eventOf.get(name);
      return event ? linkToEvents(event.id, event.log, event.platform) : linkToFind({q: name, show: 'events'});
    },
  };
  return links[kind];
}

function charts(data) {
  return data.rankings.filter((ranking) => ranking.scope === counting.scope && ranking.items.length > 0 &&
    (ranking.by === counting.by || !['sources', 'components'].includes(ranking.kind)))
    .map((ranking) => make('section.chart', {'data-kind': ranking.kind},
      make('h3', null, ranking.title), make('p.unit', null, ranking.unit),
      bars(ranking.items, linkOfKind(data, ranking.kind))));
}

function choice(name, legend, options, redraw) {
  return make('fieldset.choice', null, make('legend', null, legend), options.map(([value, label]) => {
    const input = make('input', {type: 'radio', name, value, checked: counting[name] === value});
    input.addEventListener('change', () => {
      counting[name] = value;
      redraw();
    });
    return make('label', null, input, make('span', null, label));
  }));
}

function aboutData(data) {
  const {info} = data;
  const subtechniques = data.techniques.filter((technique) => technique.isSubtechnique).length;
  const logs = new Set(data.events.map((event) => event.log)).size;
  return [
    make('ul.numbers', null, [
      [data.techniques.length - subtechniques, 'techniques'], [subtechniques, 'sub-techniques'],
      [data.events.length, 'events'], [logs, 'providers'], [data.components.length, 'data components'],
      [info.rows, 'rows'],
    ].map(([number, label]) => make('li', null, make('strong', null, number.toLocaleString('en')), ` ${label}`))),
    facts([
      ['ATT&CK', [info.domain, info.version].filter(Boolean).join(' ') || 'version not stated'],
      ['Selection', info.selection],
      ['SHA-256 of the input', info.sha256 && make('code', null, info.sha256)],
      ['Made by', `attack-events ${data.library}`],
    ]),
  ];
}

function overview(data) {
  const area = make('div.charts');
  const redraw = () => area.replaceChildren(...charts(data));
  redraw();
  return [
    make('h1', {tabindex: '-1'}, 'Which events show which technique'),
    make('p.lead', null, 'A match is a candidate, not a detection: it says which techniques this telemetry could show.'),
    aboutData(data),
    make('section', {'aria-labelledby': 'rankings'}, make('h2', {id: 'rankings'}, 'Rankings'),
      make('div.choices', null,
        choice('scope', 'Of', [['subtechniques', 'sub-techniques'], ['techniques', 'techniques'], ['all', 'both']], redraw),
        choice('by', 'Sources and components by',
          [['pairs', 'technique and component'], ['techniques', 'technique']], redraw)),
      area),
  ];
}
