import { byId, element } from './element.js';
import { factsOf, toneOf, whatOf } from './facts.js';
import { highlighted } from './json.js';
import { summaryOf } from './summary.js';

/** @typedef {import('../feed/entry.ts').Entry} Entry */

const NOTHING = 'Nothing of this delivery was kept: neither its body nor its URL.';

/**
 * Shows one event: the typed view beside the delivery.
 *
 * @param {Entry} entry
 */
export function showDetail(entry) {
  byId('none').hidden = true;
  byId('chosen').hidden = false;
  byId('chosen').dataset.tone = toneOf(entry);
  byId('what').textContent = whatOf(entry);
  byId('outcome').textContent = entry.outcome;
  byId('said').textContent = summaryOf(entry);
  byId('facts').replaceChildren(
    ...factsOf(entry).map(([name, value]) => {
      const fact = element('div', 'fact');
      fact.append(element('dt', '', name), element('dd', '', value));
      return fact;
    }),
  );
  const note = entry.typed ? (entry.type === 'Unknown' ? '' : (entry.why ?? '')) : NOTHING;
  byId('note').textContent = note;
  byId('note').hidden = note === '';
  byId('panes').hidden = !entry.typed;
  byId('typed').replaceChildren(highlighted(entry.typed));
  byId('raw').replaceChildren(highlighted(entry.raw));
  for (const pane of [byId('typed'), byId('raw'), byId('detail')]) pane.scrollTop = 0;
}

for (const button of document.querySelectorAll('button[data-copies]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  // Browsers offer the clipboard over https and on this machine alone.
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(byId(button.dataset.copies ?? '').textContent);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1_500);
  });
}
