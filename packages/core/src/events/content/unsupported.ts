/** Content that this library does not know yet, or that is not as its name promises; it is in `raw`. */
export interface UnsupportedContent {
  kind: 'unsupported';
  /** The name of the node; absent for a message without content. */
  node?: string;
}
