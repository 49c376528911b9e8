import type { Media } from './media.ts';

/** A button that a business message offers. */
export interface ContentButton {
  /** The id that a reply to this button repeats. */
  id?: string;
  /** The label. */
  text?: string;
  /** The kind of a native-flow button, for example `quick_reply`, `cta_url` or `cta_copy`. */
  name?: string;
  /** The link that the button opens. */
  url?: string;
  /** The phone number that the button calls, as the sender wrote it. */
  phoneNumber?: string;
  /** The parsed parameters of a native-flow button, as WhatsApp defines them. */
  params?: Record<string, unknown>;
}

/** A message that a business sent from an approved template. */
export interface TemplateContent {
  kind: 'template';
  title?: string;
  /** The body. */
  text?: string;
  footer?: string;
  buttons: ContentButton[];
  /** The image, video or document above the body. */
  media?: Media;
  templateId?: string;
}
