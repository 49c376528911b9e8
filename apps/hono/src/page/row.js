import { element } from './element.js';
import { milliseconds, timeOf, toneOf, whatOf } from './facts.js';
import { summaryOf } from './summary.js';

/** @typedef {import('../feed/entry.ts').Entry} Entry */

/**
 * One event in the list.
 *
 * @param {Entry} entry
 */
export function rowOf(entry) {
  const row = element('div', 'row');
  row.id = `event-${entry.id}`;
  row.dataset.id = entry.id;
  row.dataset.tone = toneOf(entry);
  row.setAttribute('role', 'option');
  row.setAttribute('aria-selected', 'false');
  row.append(
    // In the order in which it is read aloud; the grid has its own.
    element('span', 'what', whatOf(entry)),
    element('span', 'outcome', entry.outcome),
    element('span', 'said', summaryOf(entry)),
    element('time', 'when', timeOf(entry)),
    element('span', 'took', `${entry.status} · ${milliseconds(entry)}`),
  );
  return row;
}
