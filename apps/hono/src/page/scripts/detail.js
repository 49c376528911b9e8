import { byId, element } from './element.js';
import { fieldsOf, titleOf, toneOf } from './entry-text.js';
import { highlightJson } from './json.js';
import { summarize } from './summary.js';

/** @typedef {import('../../feed/entry.ts').Entry} Entry */

const NOT_KEPT = 'Neither the body nor the URL of this delivery was kept.';

/**
 * Shows one event: its typed fields beside the delivery.
 *
 * @param {Entry} entry
 */
export function showDetail(entry) {
  byId('none').hidden = true;
  byId('selected').hidden = false;
  byId('selected').dataset.tone = toneOf(entry);
  byId('what').textContent = titleOf(entry);
  byId('outcome').textContent = entry.outcome;
  byId('summary').textContent = summarize(entry);
  byId('fields').replaceChildren(
    ...fieldsOf(entry).map(([name, value]) => {
      const field = element('div', 'field');
      field.append(element('dt', '', name), element('dd', '', value));
      return field;
    }),
  );
  const note = entry.typed ? (entry.type === 'Unknown' ? '' : (entry.reason ?? '')) : NOT_KEPT;
  byId('note').textContent = note;
  byId('note').hidden = note === '';
  byId('panes').hidden = !entry.typed;
  byId('typed').replaceChildren(highlightJson(entry.typed));
  byId('raw').replaceChildren(highlightJson(entry.raw));
  for (const pane of [byId('typed'), byId('raw'), byId('detail')]) pane.scrollTop = 0;
}

for (const button of document.querySelectorAll('button[data-copies]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  // Browsers have a clipboard API only over https and on localhost.
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(byId(button.dataset.copies ?? '').textContent);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1_500);
  });
}
