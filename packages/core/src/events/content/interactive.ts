import type { Media } from './media.ts';
import type { ContentButton } from './template.ts';

/** A row of a list message. */
export interface ListRow {
  /** The id that a reply to this row repeats. */
  id?: string;
  title?: string;
  description?: string;
}

/** A message with buttons, a list or a carousel. */
export interface InteractiveContent {
  kind: 'interactive';
  title?: string;
  /** The body. */
  text?: string;
  footer?: string;
  buttons: ContentButton[];
  /** The rows of a list message, from all its sections. */
  rows?: ListRow[];
  /** The cards of a carousel. */
  cards?: InteractiveCard[];
  /** The image, video or document above the body. */
  media?: Media;
}

/** A card of a carousel. */
export interface InteractiveCard {
  title?: string;
  text?: string;
  footer?: string;
  buttons: ContentButton[];
}
