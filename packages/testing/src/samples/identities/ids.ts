/** A new message id in the form of WhatsApp. */
export function newMessageId(): string {
  return `3EB0${randomHex(9).toUpperCase()}`;
}

/** A new event id in the form of VZaps. */
export function newEventId(): string {
  return `evt_${randomHex(12)}`;
}

function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
