import type { ContentKind, Jid } from '@vzaps/core/events';
import { customOption, type OptionRules, stringOption } from '@vzaps/core/webhooks';
import { booleanOption, jidOption, listOption, numberOption, objectOption, oneOfOption, textOption } from './rules.ts';
import { SOURCE_RULES, type SourceSampleOptions } from './source-options.ts';
import { VARIANTS, type VariantName } from './variants.ts';
import { WRAPPERS, type WrapperName } from './wrappers.ts';

/** The message that a sample answers. */
export interface QuotedSampleOptions {
  /** The id of the quoted message. */
  messageId: string;
  /** Default: the default person. */
  sender?: Jid;
  /** The chat of the quoted message, if it is another one: `status@broadcast` for an answer to a status. */
  chat?: Jid;
  /** The text of the quoted message. Default: `The earlier message`. */
  text?: string;
}

/** The options of a `Message` sample. */
export interface MessageSampleOptions extends SourceSampleOptions {
  /** The kind of the content. Default: `text`. */
  kind?: ContentKind;
  /** Another form of the same kind on the wire, such as `flow` of `buttonReply`. Default: the most common form. */
  variant?: VariantName;
  /**
   * The text of the kind: the text, the caption, the body, the label of the pressed button, the emoji of a reaction, the
   * question of a poll, or the new text of an edit.
   */
  text?: string;
  /** Default: a new id. */
  messageId?: string;
  /** Default: `Ana`, and `Our shop` for `fromMe`. */
  pushName?: string;
  /** The message that a reaction, vote, edit, revoke or pin refers to. Default: a new id. */
  targetId?: string;
  /** The message that this one answers. Default: none. */
  quoted?: QuotedSampleOptions;
  /** The people that the message mentions. Default: none. */
  mentions?: Jid[];
  /** Whether the message mentions everybody. Default: `false`. */
  mentionsAll?: boolean;
  /** Whether the message was forwarded. Default: `false`. */
  forwarded?: boolean;
  /** Whether the content can be opened once. Default: `false`. */
  viewOnce?: boolean;
  /** Whether the message disappears after a while. Default: `false`. */
  ephemeral?: boolean;
  /** Whether the message is a status of the group in whose chat it arrives. Default: `false`. */
  groupStatus?: boolean;
  /** Keep the content inside its wrappers. Default: `false`, as wuzapi delivers view-once and ephemeral messages. */
  wrapped?: boolean;
  /** More wrappers around the content, the outermost first. They stay on the wire. */
  wrappers?: readonly WrapperName[];
  /** The album, or the file that this one replaces in HD. `type`: 1 album item, 5 HD video, 10 HD image. */
  association?: { type: number; parentId: string };
  /** The click-to-WhatsApp ad that led to the message. */
  ad?: { sourceId?: string; sourceUrl?: string; title?: string; clickId?: string };
  /** The URL of the stored file, or `null` for none. Default: a URL for incoming media. */
  mediaUrl?: string | null;
  /** The id of the pressed button or row. Default: `yes` and `size-l`. */
  buttonId?: string;
  /** The answers of a submitted WhatsApp Flow. */
  params?: Readonly<Record<string, unknown>>;
  /** The title of a template or an interactive message. Default: `Our shop`. */
  title?: string;
  /**
   * The footer of a template or an interactive message. Default: `Reply STOP to end` of a template, else `Open until
   * 18:00`.
   */
  footer?: string;
  /** The buttons of a template or an interactive message. */
  buttons?: readonly { id: string; text: string }[];
  /** The rows of an interactive message with a list. */
  rows?: readonly { id: string; title: string; description?: string }[];
  /** The order of the kind `order`. `totalAmount1000` is the amount times 1 000. Default: 2 items for 25 BRL. */
  order?: { orderId?: string; token?: string; itemCount?: number; totalAmount1000?: number; currency?: string };
  /** The product of the kind `product`. Default: `Mug` with the id `4711`. */
  product?: { productId?: string; title?: string };
  /** The number of images and videos of the kind `album`. Default: 2 images and 1 video. */
  album?: { images?: number; videos?: number };
  /** Whether a `pin` pins (`true`) or unpins. Default: `true`. */
  pinned?: boolean;
  /**
   * A payload without content of its own, which WhatsApp may send before the content under the same id: only a sender
   * key, a placeholder, an empty message, or `null`. Default: none.
   */
  withoutContent?: 'senderKey' | 'placeholder' | 'empty' | 'null';
}

/** The rules of all options but `kind`. */
export const MESSAGE_RULES = {
  ...SOURCE_RULES,
  variant: oneOfOption(...new Set(Object.values(VARIANTS).flat())),
  text: textOption,
  messageId: stringOption,
  pushName: textOption,
  targetId: stringOption,
  quoted: objectOption,
  mentions: listOption,
  mentionsAll: booleanOption,
  forwarded: booleanOption,
  viewOnce: booleanOption,
  ephemeral: booleanOption,
  groupStatus: booleanOption,
  wrapped: booleanOption,
  wrappers: customOption(
    `a list of names, such as: ${WRAPPERS.slice(0, 3).join(', ')}`,
    (value) => Array.isArray(value) && value.every((each) => WRAPPERS.includes(each)),
  ),
  association: objectOption,
  ad: objectOption,
  mediaUrl: customOption('a URL or null', (value) => value === null || typeof value === 'string'),
  buttonId: stringOption,
  params: objectOption,
  title: textOption,
  footer: textOption,
  buttons: listOption,
  rows: listOption,
  order: objectOption,
  product: objectOption,
  album: objectOption,
  pinned: booleanOption,
  withoutContent: oneOfOption('senderKey', 'placeholder', 'empty', 'null'),
} satisfies OptionRules & Record<Exclude<keyof MessageSampleOptions, 'kind'>, unknown>;

/** The rules of the options that are objects themselves. */
export const NESTED_RULES = {
  quoted: { messageId: { ...stringOption, required: true }, sender: jidOption, chat: jidOption, text: textOption },
  association: { type: { ...numberOption, required: true }, parentId: { ...stringOption, required: true } },
  ad: { sourceId: stringOption, sourceUrl: stringOption, title: textOption, clickId: stringOption },
  order: {
    orderId: stringOption,
    token: stringOption,
    itemCount: numberOption,
    totalAmount1000: numberOption,
    currency: stringOption,
  },
  product: { productId: stringOption, title: textOption },
  album: { images: numberOption, videos: numberOption },
} satisfies Partial<Record<keyof MessageSampleOptions, OptionRules>>;
