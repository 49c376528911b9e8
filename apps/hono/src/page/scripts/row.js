import { element } from './element.js';
import { formatDuration, formatTime, titleOf, toneOf } from './entry-text.js';
import { summarize } from './summary.js';

/** @typedef {import('../../feed/entry.ts').Entry} Entry */

/**
 * Creates the row of one event.
 *
 * @param {Entry} entry
 */
export function createRow(entry) {
  const row = element('div', 'row');
  row.id = `event-${entry.id}`;
  row.dataset.id = entry.id;
  row.dataset.tone = toneOf(entry);
  row.setAttribute('role', 'option');
  row.setAttribute('aria-selected', 'false');
  row.append(
    // Screen readers use this order. The grid has another one.
    element('span', 'what', titleOf(entry)),
    element('span', 'outcome', entry.outcome),
    element('span', 'summary', summarize(entry)),
    element('time', 'when', formatTime(entry)),
    element('span', 'took', `${entry.status} · ${formatDuration(entry)}`),
  );
  return row;
}
