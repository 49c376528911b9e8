import { samplePayload } from '@vzaps/testing';

export interface MessageBody {
  instance: string;
  /** The digits of a phone, or of a group. */
  person: string;
  group?: boolean;
  messageId: string;
  text: string;
  time?: Date;
  /** A copy that knows only a hidden number. */
  partial?: boolean;
  /** Which envelope and casing, by any number. */
  form?: number;
}

const TIME = new Date('2026-09-17T16:31:00Z');
const WRITTEN_TIME = /2026-09-17T\d\d:31:00[^"\\]*/g;
const FORMS = [
  { envelope: 'A' },
  { envelope: 'B', instanceId: '%INSTANCE%' },
  { envelope: 'B', instanceId: '%INSTANCE%', jsonDataAsString: true },
  { envelope: 'A', casing: 'go' },
] as const;

const templates = new Map<string, string>();

/** The JSON of a sample message. Filling the blanks of one is a lot faster than to make another. */
export function messageBody(message: MessageBody): string {
  const { form = 0, partial = false, group = false, time = TIME } = message;
  const blanks: Record<string, string> = {
    ID: message.messageId,
    TEXT: message.text,
    PERSON: message.person,
    // The sample's LID of a phone is the phone backwards.
    NOSREP: [...message.person].reverse().join(''),
    INSTANCE: message.instance,
    TIME: time.toISOString(),
  };
  return templateOf(form % FORMS.length, partial, group).replace(/%([A-Z]+)%/g, (_, blank) => blanks[blank] ?? '');
}

function templateOf(form: number, partial: boolean, group: boolean): string {
  const name = `${form} ${partial} ${group}`;
  const known = templates.get(name);
  if (known) return known;
  const who = group ? { group: '%PERSON%@g.us' as const } : { phone: '%PERSON%' };
  const facts = { messageId: '%ID%', text: '%TEXT%', timestamp: TIME, partial, ...who, ...FORMS[form] };
  const template = JSON.stringify(samplePayload('Message', facts)).replace(WRITTEN_TIME, '%TIME%');
  templates.set(name, template);
  return template;
}
