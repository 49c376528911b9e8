import { samplePayload } from '@vzaps/testing';

export interface MessageBody {
  instance: string;
  /** Digits of a phone or of a group. */
  phone: string;
  isGroup?: boolean;
  messageId: string;
  text: string;
  time?: Date;
  /** Whether the copy contains only a hidden number. */
  partial?: boolean;
  /** Any number. It selects one of the envelopes and casings. */
  form?: number;
}

const TIME = new Date('2026-09-17T16:31:00Z');
const FORMATTED_TIME = /2026-09-17T\d\d:31:00[^"\\]*/g;
const FORMS = [
  { envelope: 'A' },
  { envelope: 'B', instanceId: '%INSTANCE%' },
  { envelope: 'B', instanceId: '%INSTANCE%', jsonDataAsString: true },
  { envelope: 'A', casing: 'go' },
] as const;

const templates = new Map<string, string>();

/** Returns the JSON of a sample message. Filling a template is much faster than making a new sample. */
export function messageBody(message: MessageBody): string {
  const { form = 0, partial = false, isGroup = false, time = TIME } = message;
  const values: Record<string, string> = {
    ID: message.messageId,
    TEXT: message.text,
    PHONE: message.phone,
    // In the samples, the LID of a phone is the phone reversed.
    ENOHP: [...message.phone].reverse().join(''),
    INSTANCE: message.instance,
    TIME: time.toISOString(),
  };
  return templateOf(form % FORMS.length, partial, isGroup).replace(/%([A-Z]+)%/g, (_, name) => values[name] ?? '');
}

function templateOf(form: number, partial: boolean, isGroup: boolean): string {
  const name = `${form} ${partial} ${isGroup}`;
  const known = templates.get(name);
  if (known) return known;
  const chat = isGroup ? { group: '%PHONE%@g.us' as const } : { phone: '%PHONE%' };
  const options = { messageId: '%ID%', text: '%TEXT%', timestamp: TIME, partial, ...chat, ...FORMS[form] };
  const template = JSON.stringify(samplePayload('Message', options)).replace(FORMATTED_TIME, '%TIME%');
  templates.set(name, template);
  return template;
}
