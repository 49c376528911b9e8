import { byId, element } from './element.js';

/** @typedef {import('../feed/entry.ts').Entry} Entry */

// No type and no instance has this name.
const NONE = '-';

/**
 * Filters by type and instance. What can be chosen is what has come.
 *
 * @param {() => void} changed
 */
export function createFilters(changed) {
  const form = /** @type {HTMLFormElement} */ (byId('filters'));
  const type = choiceOf('type', 'Nothing read');
  const instance = choiceOf('instance', 'Not proven');
  form.addEventListener('change', changed);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The fields are reset after this event.
  form.addEventListener('reset', () => setTimeout(changed));

  return {
    /** @param {Entry} entry */
    learn(entry) {
      type.learn(entry.type);
      instance.learn(entry.instanceId);
    },
    /** @param {Entry} entry */
    fits: (entry) => type.fits(entry.type) && instance.fits(entry.instanceId),
  };
}

/**
 * @param {string} id
 * @param {string} nameOfNone
 */
function choiceOf(id, nameOfNone) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  const known = new Set();
  return {
    /** @param {string | undefined} value */
    learn(value = NONE) {
      if (known.has(value)) return;
      known.add(value);
      const option = element('option', '', value === NONE ? nameOfNone : value);
      option.value = value;
      // In the order of the alphabet, after "All", and "none" last.
      const after = [...select.options].slice(1).find((each) => each.value === NONE || each.value > value);
      select.insertBefore(option, value === NONE ? null : (after ?? null));
    },
    /** @param {string | undefined} value */
    fits: (value = NONE) => select.value === '' || select.value === value,
  };
}
