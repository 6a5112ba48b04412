/* SPDX-License-Identifier: MIT
 *
 * An event: its log, and the techniques that it can show. If a link matches several events, they are side by side, with the
 * techniques of all.
 */

function behavioursOf(data, events) {
  const wanted = new Set(events.map((event) => event.index));
  const pairs = new Map();
  data.rows.event.forEach((event, row) => {
    if (wanted.has(event)) {
      pairs.set(`${data.rows.component[row]} ${data.rows.relationship[row]}`, row);
    }
  });
  return groupBy(pairs.values(), (row) => data.rows.component[row]);
}

function behaviours(data, events) {
  return make('ul.behaviours', null, [...behavioursOf(data, events)].map(([index, rows]) => {
    const component = data.components[index];
    const names = rows.map((row) => data.relationships[data.rows.relationship[row]]?.name).filter(Boolean);
    return make('li', null, component && make('a.chip', {href: linkToFind({component: component.name,
      source: component.source})}, nameOfComponent(component)), ' ', [...new Set(names)].join(', '));
  }));
}

function techniquesOf(events) {
  return [...new Set(events.flatMap((event) => event.techniques))].sort((a, b) => a.index - b.index);
}

function tacticsOf(techniques) {
  const tactics = groupBy(techniques.flatMap((technique) => technique.tactics), (tactic) => tactic);
  return [...tactics].map(([name, all]) => ({name, count: all.length}))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

function whatItShows(data, events) {
  const techniques = techniquesOf(events);
  const provider = events[0].log;
  return [
    make('section', null, make('h2', null, 'Behaviour'), behaviours(data, events)),
    make('section', null,
      make('h2', null, 'Techniques that it can show ', make('span.amount', null, techniques.length.toLocaleString('en'))),
      make('details', null, make('summary', null, 'By tactic'),
        bars(tacticsOf(techniques), (tactic) => linkToFind({tactic, provider, q: events[0].id}))),
      techniqueList(techniques)),
  ];
}

function variants(events, what) {
  return inParts(make('ul.variants'), [...events].sort(compareEvents), (event) => make('li', null,
    make('a', {href: linkToEvent(event)}, make('span.id', null, nameOfEvent(event)), ' ',
      filterOf(event) || event.name || ''),
    make('span.meta', null, [what(event), counted(event.techniques.length, 'technique', 'techniques')]
      .filter(Boolean).join(' \u00b7 '))));
}

const whereItIs = (event) => [event.log, event.platform, event.subCategory].filter(Boolean).join(' \u00b7 ');

const levelOf = (rule) => [rule.level ?? 'no level', rule.status ?? 'no status', rule.isDetection ? '' : 'no detection']
  .filter(Boolean).join(', ');

function eventDetail(data, event) {
  const alike = event.id === null ? [] : data.events.filter((each) => each !== event && each.id !== null &&
    each.id.toLowerCase() === event.id.toLowerCase());
  return [
    make('h1', {tabindex: '-1'}, make('span.id', null, event.id ?? ''), ' ', event.name ?? ''),
    facts([
      ['Provider', event.provider && chips([event.provider], (provider) => linkToFind({provider, show: 'events'}))],
      ['Channel', event.channel],
      ['Platform', event.platform],
      ['Audit policy', [event.category, event.subCategory].filter(Boolean).join(' \u203a ')],
      ['Only where', event.condition !== null ? make('code.filter', null, event.condition) :
        event.filters.map(([field, value]) => make('code.filter', null, `${field} = ${value ?? ''}`))],
      ['Rule', event.rule && `${event.rule.title ?? event.rule.id} (${levelOf(event.rule)})`],
      ['Author', event.rule?.author],
      ['Licence', event.rule?.license],
      ['From', event.rule?.uri],
    ]),
    whatItShows(data, [event]),
    alike.length > 0 && make('section', null, make('h2', null, 'Other events with this id'), variants(alike, whereItIs)),
  ];
}

/* Events that match one link: they have the same id and differ in log, platform, filter or audit policy. */
function eventsDetail(data, events) {
  const ids = [...new Set(events.map(nameOfEvent))];
  const names = [...new Set(events.map((event) => event.name).filter(Boolean))];
  return [
    make('h1', {tabindex: '-1'}, make('span.id', null, ids.join(', ')), ' ', names.length === 1 ? names[0] : ''),
    facts([['Provider', chips([...new Set(events.map((event) => event.log).filter(Boolean))],
      (provider) => linkToFind({provider, show: 'events'}))]]),
    make('section', null, make('h2', null, `${counted(events.length, 'event', 'events')} of this id`),
      variants(events, whereItIs)),
    whatItShows(data, events),
  ];
}
