/**
 * An address in WhatsApp: `5511999999999@s.whatsapp.net` is a person's phone, `123@lid` a person's hidden id, `123@g.us` a
 * group, `status@broadcast` the statuses, `123@newsletter` a channel. `user:7@…` is a device of a person.
 */
export type Jid = string;

/** The parts of a JID. */
export interface ParsedJid {
  /** The part before `@`, without the device: the digits of a phone, or the id of a LID or a group. */
  user: string;
  /** The number of the device. Absent for the user as a whole. */
  device?: number;
  /** The part after `@`. Empty for text without `@`. */
  server: string;
  /**
   * What the JID addresses. `user`: a phone. `lid`: the hidden id of a person. `other`: everything else, also text that
   * is not a JID.
   */
  kind: 'user' | 'lid' | 'group' | 'status' | 'newsletter' | 'other';
}

export type JidKind = ParsedJid['kind'];

const KINDS = new Map<string, JidKind>([
  ['s.whatsapp.net', 'user'],
  ['lid', 'lid'],
  ['g.us', 'group'],
  ['newsletter', 'newsletter'],
  // The old name of s.whatsapp.net, and the devices that Meta hosts for a business [lineage].
  ['c.us', 'user'],
  ['hosted', 'user'],
  ['hosted.lid', 'lid'],
]);

/**
 * Parses a JID. Never throws: text that is not a JID has the kind `other`.
 *
 * @example
 * import { parseJid } from '@vzaps/core/events';
 *
 * parseJid('5511999999999:7@s.whatsapp.net');
 * // { user: '5511999999999', device: 7, server: 's.whatsapp.net', kind: 'user' }
 */
export function parseJid(jid: Jid): ParsedJid {
  const at = jid.indexOf('@');
  const kind = kindOf(jid);
  const server = at < 0 ? '' : jid.slice(at + 1);
  const name = at < 0 ? jid : jid.slice(0, at);
  const parts = isPersonKind(kind) ? DEVICE.exec(name) : null;
  const parsed: ParsedJid = { user: parts?.[1] ?? name, server, kind };
  if (parts?.[2] !== undefined) parsed.device = Number(parts[2]);
  return parsed;
}

// `user.agent:device` [lineage]. The agent repeats what the server says.
const DEVICE = /^([^.:]*)(?:\.\d{1,3})?(?::(\d{1,5}))?$/;

export function kindOf(jid: Jid): JidKind {
  // The most frequent server first: this runs several times for every message.
  if (jid.endsWith('@s.whatsapp.net')) return 'user';
  if (jid === 'status@broadcast') return 'status';
  const at = jid.indexOf('@');
  return (at >= 0 && KINDS.get(jid.slice(at + 1))) || 'other';
}

/** Whether a JID of this kind is a person, so that a chat with it is a direct chat. */
export function isPersonKind(kind: JidKind): boolean {
  return kind === 'user' || kind === 'lid';
}

/**
 * Returns the digits of the first phone among the JIDs, or `undefined`. A LID, a group, a channel and WhatsApp's own `0`
 * are no phones.
 *
 * @example
 * import { phoneOf } from '@vzaps/core/events';
 *
 * phoneOf('271828182845904@lid', '5511999999999@s.whatsapp.net'); // '5511999999999'
 */
export function phoneOf(...jids: (Jid | null | undefined)[]): string | undefined {
  for (const jid of jids) {
    if (!jid || kindOf(jid) !== 'user') continue;
    const digits = digitsBefore(jid.indexOf('@'), jid) ?? PHONE.exec(jid)?.[1];
    if (digits !== undefined) return digits;
  }
  return undefined;
}

/** The user of the JID if it is a phone without agent and device, which needs no regular expression: 0.1 µs less. */
function digitsBefore(at: number, jid: Jid): string | undefined {
  if (at <= 0 || jid.charCodeAt(0) === ZERO) return undefined;
  for (let i = 0; i < at; i += 1) {
    const code = jid.charCodeAt(i);
    if (code < ZERO || code > NINE) return undefined;
  }
  return jid.slice(0, at);
}

const [ZERO, NINE] = [48, 57];

const PHONE = /^([1-9]\d*)(?:\.\d{1,3})?(?::\d{1,5})?@/;

/**
 * Returns the JID of the person, group or channel as a whole: without the device, and with one name for each server.
 * `5511999999999:99@hosted` becomes `5511999999999@s.whatsapp.net`, and `1:99@hosted.lid` becomes `1@lid`.
 */
export function toUserJid(jid: Jid): Jid {
  const dot = jid.indexOf('.');
  const hasNoDevice = !jid.includes(':') && (dot < 0 || dot > jid.indexOf('@'));
  if (hasNoDevice && (jid.endsWith('@s.whatsapp.net') || jid.endsWith('@lid') || jid.endsWith('@g.us'))) return jid;
  const { kind, user } = parseJid(jid);
  if (kind === 'user') return `${user}@s.whatsapp.net`;
  return kind === 'lid' ? `${user}@lid` : jid;
}
