/**
 * An address of WhatsApp: `5511999999999@s.whatsapp.net` a person, `123@lid` a person whose number is hidden,
 * `123@g.us` a group, `status@broadcast` the statuses, `123@newsletter` a channel; `user:7@…` a device of it.
 */
export type Jid = string;

export interface ParsedJid {
  user: string;
  /** The device of the user; absent for the user as a whole. */
  device?: number;
  server: string;
  kind: 'user' | 'lid' | 'group' | 'status' | 'newsletter' | 'other';
}

export type JidKind = ParsedJid['kind'];

const KINDS = new Map<string, JidKind>([
  ['s.whatsapp.net', 'user'],
  ['lid', 'lid'],
  ['g.us', 'group'],
  ['newsletter', 'newsletter'],
  // lineage: the old name of s.whatsapp.net, and the accounts that Meta hosts for businesses.
  ['c.us', 'user'],
  ['hosted', 'user'],
  ['hosted.lid', 'lid'],
]);

/** Takes a JID apart. Total: what is no JID is of kind `other`. */
export function parseJid(jid: Jid): ParsedJid {
  const at = jid.indexOf('@');
  const kind = kindOf(jid);
  const server = at < 0 ? '' : jid.slice(at + 1);
  const name = at < 0 ? jid : jid.slice(0, at);
  const parts = kind === 'user' || kind === 'lid' ? DEVICE.exec(name) : null;
  const parsed: ParsedJid = { user: parts?.[1] ?? name, server, kind };
  if (parts?.[2] !== undefined) parsed.device = Number(parts[2]);
  return parsed;
}

// lineage: `user.agent:device`; the agent tells nothing that the server does not.
const DEVICE = /^([^.:]*)(?:\.\d{1,3})?(?::(\d{1,5}))?$/;

export function kindOf(jid: Jid): JidKind {
  // Nearly all of them; and this runs several times for every message.
  if (jid.endsWith('@s.whatsapp.net')) return 'user';
  if (jid === 'status@broadcast') return 'status';
  const at = jid.indexOf('@');
  return (at >= 0 && KINDS.get(jid.slice(at + 1))) || 'other';
}

/** The digits of the first real phone among the JIDs; never those of a LID, a group, a channel or WhatsApp's own `0`. */
export function phoneOf(...jids: (Jid | null | undefined)[]): string | undefined {
  for (const jid of jids) {
    if (!jid || kindOf(jid) !== 'user') continue;
    const digits = PHONE.exec(jid)?.[1];
    if (digits !== undefined) return digits;
  }
  return undefined;
}

const PHONE = /^([1-9]\d*)(?:\.\d{1,3})?(?::\d{1,5})?@/;

/** The person, group or channel as a whole: without the device, and under the one name of the server. */
export function withoutDevice(jid: Jid): Jid {
  const dot = jid.indexOf('.');
  const plain = !jid.includes(':') && (dot < 0 || dot > jid.indexOf('@'));
  if (plain && !jid.endsWith('@c.us')) return jid;
  const { kind, user, server } = parseJid(jid);
  if (kind !== 'user' && kind !== 'lid') return jid;
  return `${user}@${server === 'c.us' ? 's.whatsapp.net' : server}`;
}
