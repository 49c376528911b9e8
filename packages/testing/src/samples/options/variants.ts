/** The forms of a kind beside its most common one. */
export const VARIANTS = {
  /** A video note (`ptv_message`). */
  video: ['note'],
  /** `live`: a live location. */
  location: ['live'],
  /** `list`: two contacts. */
  contacts: ['list'],
  /** `removed`: without an emoji. `encrypted`: the emoji is encrypted. */
  reaction: ['removed', 'encrypted'],
  /** The version of the node. The default is version 3. */
  poll: ['v1', 'v2', 'v4', 'v5', 'v6'],
  /** `template`: a button of a template. `quickReply`: a native-flow button. `flow`: a submitted WhatsApp Flow. */
  buttonReply: ['template', 'quickReply', 'flow'],
  /**
   * `wrapped`: inside `edited_message`. `sealed`: the new content is encrypted. `resent`: the phone sends the edit again
   * later. `channel`: an edit of a channel's post.
   */
  edit: ['wrapped', 'sealed', 'resent', 'channel'],
  /** `withoutType`: without `type`, whose default is revoke. */
  revoke: ['withoutType'],
  /** The default has native-flow buttons. `buttons` and `list`: the older nodes. `carousel`: cards. */
  interactive: ['buttons', 'list', 'carousel'],
  /**
   * The default is a four-row template in the oneof `format`. `hydrated`: the same template in the field
   * `hydratedTemplate`, outside the oneof. `interactive`: an interactive message in the oneof.
   */
  template: ['hydrated', 'interactive'],
} as const;

/** The name of a form of a content kind, other than its most common form. */
export type VariantName = (typeof VARIANTS)[keyof typeof VARIANTS][number];
