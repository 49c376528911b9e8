import { createAnnouncer } from './announce.js';
import { showDetail } from './detail.js';
import { byId } from './element.js';
import { createFilters } from './filters.js';
import { createList } from './list.js';
import { receiveEntries } from './stream.js';

/** @typedef {import('../../feed/entry.ts').Entry} Entry */

const MAX_ENTRIES = 500;
const wide = matchMedia('(width > 60rem)');
const main = byId('main');

/** By id, oldest first. After a lost connection an entry can arrive twice, and is shown once. @type {Map<string, Entry>} */
const entries = new Map();
const list = createList(byId('list'), { onSelect: select, selectsOnMove: () => wide.matches });
const announcer = createAnnouncer(byId('announcement'));
const filters = createFilters(() => announcer.announceNow(render()));
let rendering = false;

receiveEntries(byId('connection'), (entry) => {
  if (entries.has(entry.id)) return;
  entries.set(entry.id, entry);
  list.add(entry);
  list.show(entry.id, filters.matches(entry));
  filters.add(entry);
  for (const id of entries.keys()) {
    if (entries.size <= MAX_ENTRIES) break;
    entries.delete(id);
    list.remove(id);
  }
  if (!rendering) requestAnimationFrame(() => announcer.announce(render()));
  rendering = true;
});

/** Shows the entries that match the filters. @returns {string} The count, as text. */
function render() {
  rendering = false;
  let shown = 0;
  for (const entry of entries.values()) {
    const matches = filters.matches(entry);
    list.show(entry.id, matches);
    if (matches) shown += 1;
  }
  const all = `${entries.size} ${entries.size === 1 ? 'event' : 'events'}`;
  const count = entries.size === 0 ? 'No events yet' : shown < entries.size ? `${shown} of ${all}` : all;
  byId('count').textContent = count;
  byId('waiting').hidden = entries.size > 0;
  byId('none').hidden = entries.size === 0 || !byId('selected').hidden;
  byId('nothing').hidden = entries.size === 0 || shown > 0;
  byId('list').hidden = shown === 0;
  return count;
}

/** @param {string} id */
function select(id) {
  const entry = entries.get(id);
  if (!entry) return;
  showDetail(entry);
  if (wide.matches || main.dataset.view === 'detail') return;
  // On a narrow screen the detail replaces the list, and the browser's back button returns to the list.
  main.dataset.view = 'detail';
  history.pushState('detail', '');
  byId('detail').focus();
}

byId('back').addEventListener('click', () => history.back());
addEventListener('popstate', () => {
  delete main.dataset.view;
  byId('list').focus();
});
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && main.dataset.view === 'detail') history.back();
});
