/* SPDX-License-Identifier: MIT
 *
 * A technique: its description, where to look for it, and its rows, grouped by data component.
 */

/* Links to MITRE's page. Only a well-formed id may get into an external address. */
function attackPage(technique) {
  const parts = /^(T\d{4})(?:\.(\d{3}))?$/.exec(technique.id);
  return parts && `https://attack.mitre.org/techniques/${parts[1]}/${parts[2] ? `${parts[2]}/` : ''}`;
}

/* Each provider, with the ids of its events for this technique. */
function whereToLook(technique) {
  const logs = groupBy([...technique.events].sort(compareEvents), (event) => event.log ?? '(no provider)');
  const sorted = [...logs].sort((a, b) => b[1].length - a[1].length || naturally(a[0], b[0]));
  return inParts(make('ul.providers'), sorted, ([log, events]) => {
    const ids = [...groupBy(events, nameOfEvent)];
    return make('li', null, make('h3', null, log), inParts(make('div.chips'), ids, ([id, same]) => (
      make('a.chip', {href: linkToEvents(id, same[0].log, null), title: same[0].name}, id))));
  });
}

const TABLE = [
  ['Behaviour', (event, relationship) => relationship?.name],
  ['Event', (event) => event && make('a.id', {href: linkToEvent(event)}, nameOfEvent(event))],
  ['Name', (event) => event?.id && event.name !== event.id && event.name],
  ['Provider', (event) => event?.log],
  ['Platform', (event) => event?.platform],
  ['Filter', (event) => event && filterOf(event)],
];

/* The rows of one data component, in the order of the mapping, without empty columns. */
function tableOfRows(data, rows) {
  const eventOf = (row) => data.events[data.rows.event[row]];
  const relationshipOf = (row) => data.relationships[data.rows.relationship[row]];
  const columns = TABLE.filter(([, valueOf]) => rows.some((row) => valueOf(eventOf(row), relationshipOf(row))));
  const [body, more] = inParts(make('tbody'), rows, (row, i) => make('tr',
    {class: i > 0 && relationshipOf(row) === relationshipOf(rows[i - 1]) ? 'same' : null}, /* shown once */
    columns.map(([label, valueOf]) => (
      make('td', {'data-label': label}, valueOf(eventOf(row), relationshipOf(row)) || '')))));
  return [make('table', null,
    make('thead', null, make('tr', null, columns.map(([label]) => make('th', {scope: 'col'}, label)))), body), more];
}

function rowsByComponent(data, technique) {
  const rows = [];
  for (let row = technique.firstRow; row < technique.endRow; row++) {
    if (data.rows.event[row] >= 0 || data.rows.relationship[row] >= 0) {
      rows.push(row);
    }
  }
  return [...groupBy(rows, (row) => data.rows.component[row])].map(([index, some]) => {
    const component = data.components[index];
    const events = new Set(some.map((row) => data.rows.event[row]).filter((event) => event >= 0));
    return make('section.component', null,
      make('h3', null, component ? nameOfComponent(component) : '(no data component)', ' ',
        make('span.amount', null, counted(events.size, 'event', 'events'))),
      tableOfRows(data, some));
  });
}

function relatives(technique) {
  const family = technique.parent ? technique.parent.children.filter((each) => each !== technique) : technique.children;
  return family.length > 0 && make('section', null,
    make('h2', null, technique.parent ? `Other sub-techniques of ${technique.parent.id}` : 'Sub-techniques'),
    techniqueList(family));
}

/* `asked` is the id that led here, which may be a former one. */
function techniqueDetail(data, technique, asked) {
  const page = attackPage(technique);
  const bare = componentsWithoutEvents(data, technique);
  const sections = rowsByComponent(data, technique);
  return [
    technique.parent && make('p.path', null, make('a', {href: linkToTechnique(technique.parent)},
      `${technique.parent.id} ${technique.parent.name ?? ''}`)),
    make('h1', {tabindex: '-1'}, make('span.id', null, technique.id), ' ', technique.name ?? ''),
    asked !== technique.id && make('p.note', null, `${asked} was revoked; ${technique.id} took its place.`),
    facts([
      ['Tactics', chips(technique.tactics, (tactic) => linkToFind({tactic}))],
      ['Platforms', chips(technique.platforms, (platform) => linkToFind({platform}))],
      ['Also called', technique.otherNames.filter((name) => name && name !== technique.name).join(', ')],
      ['Replaces', technique.formerIds.join(', ')],
      ['ATT&CK', page && make('a', {href: page, rel: 'noreferrer'}, page.slice('https://'.length))],
    ]),
    technique.events.length > 0 && make('section', null,
      make('h2', null, 'Where to look ', make('span.amount', null, counted(technique.events.length, 'event', 'events'))),
      whereToLook(technique)),
    sections.length > 0 && make('h2', null, 'By data component'),
    sections,
    bare.length > 0 && make('section', null, make('h2', null, 'Data components that no event here shows'),
      make('ul', null, bare.map((component) => make('li', null, nameOfComponent(component))))),
    technique.events.length === 0 && make('p.note', null, 'No event of this mapping shows this technique.'),
    relatives(technique),
  ];
}
