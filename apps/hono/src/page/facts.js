/** @typedef {import('../feed/entry.ts').Entry} Entry */

/** @type {Record<Entry['outcome'], 'good' | 'calm' | 'odd' | 'bad'>} */
const TONES = {
  handled: 'good',
  queued: 'good',
  unhandled: 'calm',
  duplicate: 'calm',
  superseded: 'calm',
  busy: 'odd',
  overloaded: 'odd',
  unprocessable: 'odd',
  malformed: 'odd',
  method_not_allowed: 'odd',
  unsupported_encoding: 'odd',
  too_large: 'odd',
  failed: 'bad',
  refused: 'bad',
};

/** The colour; the word always stands beside it. @param {Entry} entry */
export const toneOf = ({ outcome }) => TONES[outcome] ?? 'odd';

/** @param {Entry} entry */
export function whatOf({ type, typed }) {
  const claimed = typed && 'claimedType' in typed ? `: ${typed.claimedType}` : '';
  return type ? `${type}${claimed}` : 'Delivery';
}

/** @param {Entry} entry */
export const milliseconds = ({ milliseconds }) => `${milliseconds} ms`;

const TIME = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DATE_AND_TIME = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'medium' });

/** @param {Entry} entry */
export const timeOf = ({ at }) => TIME.format(new Date(at));

/** What the detail lists, in its order. @param {Entry} entry @returns {[string, string][]} */
export function factsOf(entry) {
  return [
    ['Status', String(entry.status)],
    ['Took', milliseconds(entry)],
    ['Received', DATE_AND_TIME.format(new Date(entry.at))],
    ['Instance', entry.instanceId ?? 'not proven'],
    ...(entry.retiredSecret
      ? [/** @type {[string, string]} */ (['Secret', 'retiredSecret: register the URL again'])]
      : []),
  ];
}
