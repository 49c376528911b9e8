import { createAnnouncer } from './announce.js';
import { showDetail } from './detail.js';
import { byId } from './element.js';
import { createFilters } from './filters.js';
import { createList } from './list.js';
import { follow } from './stream.js';

/** @typedef {import('../feed/entry.ts').Entry} Entry */

const MOST = 500;
const wide = matchMedia('(width > 60rem)');
const main = byId('main');

/** Oldest first, by id: what comes twice after a lost connection is shown once. @type {Map<string, Entry>} */
const entries = new Map();
const list = createList(byId('list'), { choose, followsFocus: () => wide.matches });
const announcer = createAnnouncer(byId('heard'));
const filters = createFilters(() => announcer.now(render()));
let rendering = false;

follow(byId('connection'), (entry) => {
  if (entries.has(entry.id)) return;
  entries.set(entry.id, entry);
  list.add(entry);
  list.show(entry.id, filters.fits(entry));
  filters.learn(entry);
  for (const id of entries.keys()) {
    if (entries.size <= MOST) break;
    entries.delete(id);
    list.remove(id);
  }
  if (!rendering) requestAnimationFrame(() => announcer.inTime(render()));
  rendering = true;
});

/** @returns {string} how many there are */
function render() {
  rendering = false;
  let shown = 0;
  for (const entry of entries.values()) {
    const fits = filters.fits(entry);
    list.show(entry.id, fits);
    if (fits) shown += 1;
  }
  const all = `${entries.size} ${entries.size === 1 ? 'event' : 'events'}`;
  const count = entries.size === 0 ? 'No events yet' : shown < entries.size ? `${shown} of ${all}` : all;
  byId('count').textContent = count;
  byId('waiting').hidden = entries.size > 0;
  byId('none').hidden = entries.size === 0 || !byId('chosen').hidden;
  byId('nothing').hidden = entries.size === 0 || shown > 0;
  byId('list').hidden = shown === 0;
  return count;
}

/** @param {string} id */
function choose(id) {
  const entry = entries.get(id);
  if (!entry) return;
  showDetail(entry);
  if (wide.matches || main.dataset.view === 'detail') return;
  // On a phone the detail takes the list's place, and the phone's own way back leads to it.
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
