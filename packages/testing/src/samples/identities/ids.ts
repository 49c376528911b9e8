/** An id that nothing had before, as WhatsApp writes a message's. */
export function freshMessageId(): string {
  return `3EB0${hex(9).toUpperCase()}`;
}

/** An id that nothing had before, as VZaps writes an event's. */
export function freshEventId(): string {
  return `evt_${hex(12)}`;
}

function hex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
