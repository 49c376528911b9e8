import { byId, element } from './element.js';

/** @typedef {import('../../feed/entry.ts').Entry} Entry */

/** The name of the choice for events without a type or without an instance. No type and no instance has it. */
const NONE = '-';

/**
 * Filters by type and instance. The choices are the types and instances of the events that arrived.
 *
 * @param {() => void} onChange
 */
export function createFilters(onChange) {
  const form = /** @type {HTMLFormElement} */ (byId('filters'));
  const type = createChoice('type', 'Not read');
  const instance = createChoice('instance', 'Not verified');
  form.addEventListener('change', onChange);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The browser resets the fields after this event.
  form.addEventListener('reset', () => setTimeout(onChange));

  return {
    /** @param {Entry} entry */
    add(entry) {
      type.add(entry.type);
      instance.add(entry.instanceId);
    },
    /** @param {Entry} entry */
    matches: (entry) => type.matches(entry.type) && instance.matches(entry.instanceId),
  };
}

/**
 * @param {string} id
 * @param {string} labelOfNone
 */
function createChoice(id, labelOfNone) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  const known = new Set();
  return {
    /** @param {string | undefined} value */
    add(value = NONE) {
      if (known.has(value)) return;
      known.add(value);
      const option = element('option', '', value === NONE ? labelOfNone : value);
      option.value = value;
      // The order is alphabetical: after "All", and "none" last.
      const next = [...select.options].slice(1).find((each) => each.value === NONE || each.value > value);
      select.insertBefore(option, value === NONE ? null : (next ?? null));
    },
    /** @param {string | undefined} value */
    matches: (value = NONE) => select.value === '' || select.value === value,
  };
}
