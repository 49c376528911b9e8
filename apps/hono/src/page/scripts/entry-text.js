/** @typedef {import('../../feed/entry.ts').Entry} Entry */

/** @type {Record<Entry['outcome'], 'good' | 'neutral' | 'warning' | 'bad'>} */
const TONES = {
  handled: 'good',
  queued: 'good',
  unhandled: 'neutral',
  duplicate: 'neutral',
  superseded: 'neutral',
  busy: 'warning',
  overloaded: 'warning',
  unprocessable: 'warning',
  malformed: 'warning',
  method_not_allowed: 'warning',
  unsupported_encoding: 'warning',
  too_large: 'warning',
  failed: 'bad',
  refused: 'bad',
};

/** The colour of an entry. The outcome is always shown as text, too. @param {Entry} entry */
export const toneOf = ({ outcome }) => TONES[outcome] ?? 'warning';

/** @param {Entry} entry */
export function titleOf({ type, typed }) {
  const claimed = typed && 'claimedType' in typed ? `: ${typed.claimedType}` : '';
  return type ? `${type}${claimed}` : 'Delivery';
}

/** @param {Entry} entry */
export const formatDuration = ({ milliseconds }) => `${milliseconds} ms`;

const TIME = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DATE_AND_TIME = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'medium' });

/** @param {Entry} entry */
export const formatTime = ({ at }) => TIME.format(new Date(at));

/** The fields of the detail view. @param {Entry} entry @returns {[string, string][]} */
export function fieldsOf(entry) {
  return [
    ['Status', String(entry.status)],
    ['Duration', formatDuration(entry)],
    ['Received', DATE_AND_TIME.format(new Date(entry.at))],
    ['Instance', entry.instanceId ?? 'not verified'],
    ...(entry.retiredSecret
      ? [/** @type {[string, string]} */ (['Secret', 'an old one: register the URL again'])]
      : []),
  ];
}
