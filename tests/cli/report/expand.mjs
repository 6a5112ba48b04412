// SPDX-License-Identifier: MIT
//
// A second reader of a report's data block, which shares no code with the page: it returns the rows of the mapping as text,
// with the columns of naive.h, and then the condition.

export function dataBlock(html) {
  const begin = '<script type="application/json" id="data">';
  const from = html.indexOf(begin) + begin.length;
  return html.slice(from, html.indexOf('</script>', from));
}

const join = (texts) => texts.length > 0 ? texts.join(',') : null;

function eventColumns(raw, number) {
  if (number === 0) {
    return Array(9).fill(null);
  }
  const record = raw.events[number - 1];
  const filters = [];
  for (let i = 0; i < record[7].length; i += 2) {
    filters.push(`${raw.names[record[7][i]]}=${raw.names[record[7][i + 1]] ?? ''}`);
  }
  return [...record.slice(0, 7).map((n) => raw.names[n]), join(filters), raw.names[record[8]]];
}

// Returns the rows, in order.
export function expand(raw) {
  const texts = (table, number, width) => number === 0 ? Array(width).fill(null)
    : table[number - 1].map((n) => raw.names[n]);
  const list = (numbers) => join(numbers.map((n) => raw.names[n]));
  const rows = [];
  for (const [id, name, tactics, platforms, , runs] of raw.techniques) {
    for (const entry of runs) {
      const [number, ...naming] = typeof entry === 'number' ? [entry, name, tactics, platforms] : entry;
      const [component, ...groups] = raw.runs[number];
      const technique = [raw.names[id], String(raw.names[id].includes('.')), raw.names[naming[0]], list(naming[1]),
        list(naming[2])];
      for (let i = 0; i < groups.length; i += 2) {
        for (const event of groups[i + 1]) {
          rows.push([...technique, ...texts(raw.components, component, 2), ...texts(raw.relationships, groups[i], 5),
            ...eventColumns(raw, event)]);
        }
      }
    }
  }
  return rows;
}

// The columns that tests use.
export const [TECHNIQUE, TACTIC, PLATFORM, SOURCE, COMPONENT, EVENT, CHANNEL, PROVIDER] = [0, 3, 4, 5, 6, 12, 17, 18];
