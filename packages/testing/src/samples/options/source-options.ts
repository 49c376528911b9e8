import type { Jid } from '@vzaps/core/events';
import { customOption, type OptionRules, stringOption } from '@vzaps/core/webhooks';
import { booleanOption, dateOption, jidOption, oneOfOption } from './rules.ts';

/** The two sides of a conversation. */
export interface SourceSampleOptions {
  /** The phone of the other side, in digits. Default: `5511900001234`. */
  phone?: string;
  /** Whether the connected number itself is the sender. Default: `false`. */
  fromMe?: boolean;
  /** The JID of a group, or `true` for a default group. Default: `false`. */
  group?: Jid | boolean;
  /** Whether the chat is `status@broadcast`. Default: `false`. */
  status?: boolean;
  /**
   * Whether only the LID is known, as in the partial copy of a message. The complete copy has the same options without
   * this one, and the same `messageId`. Default: `false`.
   */
  partial?: boolean;
  /**
   * The address that `sender` (and the chat with a person) has. `pn`: the phone, with the LID as alternative. `lid`: the
   * LID, with the phone as alternative. Default: `pn`.
   */
  addressing?: 'pn' | 'lid';
  /** Whether the person uses a business-hosted device (`@hosted`, `@hosted.lid`). Default: `false`. */
  hosted?: boolean;
  /** The chat on the wire, instead of the one that follows from the other options. */
  chat?: Jid;
  /** The sender on the wire, instead of the one that follows from the other options. */
  sender?: Jid;
  /** Default: now. */
  timestamp?: Date;
}

export const SOURCE_RULES = {
  phone: stringOption,
  fromMe: booleanOption,
  group: customOption('a JID, true or false', (value) => typeof value === 'boolean' || String(value).includes('@')),
  status: booleanOption,
  partial: booleanOption,
  addressing: oneOfOption('pn', 'lid'),
  hosted: booleanOption,
  chat: jidOption,
  sender: jidOption,
  timestamp: dateOption,
} satisfies OptionRules & Record<keyof SourceSampleOptions, unknown>;
