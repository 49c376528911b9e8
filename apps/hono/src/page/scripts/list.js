import { createRow } from './row.js';

/** @typedef {import('../../feed/entry.ts').Entry} Entry */

/**
 * The list of events, newest first. It is a listbox: the focus stays on the list, and keys move through the visible rows.
 *
 * @param {HTMLElement} list
 * @param {{ onSelect: (id: string) => void, selectsOnMove: () => boolean }} options
 */
export function createList(list, { onSelect, selectsOnMove }) {
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  /** @type {HTMLElement | undefined} */
  let active;

  list.addEventListener('click', ({ target }) => {
    const row = target instanceof Element ? target.closest('[role=option]') : null;
    if (row instanceof HTMLElement) select(row);
  });
  list.addEventListener('keydown', (event) => {
    const visible = [...rows.values()].reverse().filter((row) => !row.hidden);
    const at = active ? visible.indexOf(active) : -1;
    if (event.key === 'Enter' || event.key === ' ') {
      if (active) select(active);
    } else {
      const to = positionOf(event.key, at, visible.length);
      const row = to === undefined ? undefined : visible[to];
      if (!row) return;
      if (selectsOnMove()) select(row);
      else activate(row);
    }
    event.preventDefault();
  });
  list.addEventListener('focus', () => {
    // Only for the keyboard. The list must not scroll while a mouse button is pressed.
    if (!list.matches(':focus-visible')) return;
    const first = [...rows.values()].findLast((row) => !row.hidden);
    if ((!active || active.hidden) && first) activate(first);
  });

  /** @param {HTMLElement} row */
  function activate(row) {
    active?.classList.remove('active');
    active = row;
    row.classList.add('active');
    list.setAttribute('aria-activedescendant', row.id);
    row.scrollIntoView({ block: 'nearest' });
  }

  /** @param {HTMLElement} row */
  function select(row) {
    activate(row);
    for (const selected of list.querySelectorAll('[aria-selected="true"]'))
      selected.setAttribute('aria-selected', 'false');
    row.setAttribute('aria-selected', 'true');
    onSelect(row.dataset.id ?? '');
  }

  return {
    /** @param {Entry} entry */
    add(entry) {
      const row = createRow(entry);
      rows.set(entry.id, row);
      list.prepend(row);
    },
    /** @param {string} id */
    remove(id) {
      const row = rows.get(id);
      if (row === active) {
        active = undefined;
        list.removeAttribute('aria-activedescendant');
      }
      row?.remove();
      rows.delete(id);
    },
    /** @param {string} id @param {boolean} visible */
    show(id, visible) {
      const row = rows.get(id);
      if (row) row.hidden = !visible;
    },
  };
}

/** @param {string} key @param {number} at @param {number} length @returns {number | undefined} */
function positionOf(key, at, length) {
  const last = length - 1;
  if (key === 'ArrowDown') return Math.min(at + 1, last);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'PageDown') return Math.min(at + 10, last);
  if (key === 'PageUp') return Math.max(at - 10, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return undefined;
}
