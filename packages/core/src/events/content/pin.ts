/** A message was pinned in the chat, or unpinned. */
export interface PinContent {
  kind: 'pin';
  /** The message that was pinned or unpinned. */
  targetId: string;
  /** `false` if the message was unpinned. */
  pinned: boolean;
}
