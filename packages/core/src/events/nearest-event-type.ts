import { EVENT_TYPES, type EventType } from './event-type.ts';

// Names that VZaps' documentation calls invalid, and what was meant.
const MEANT = new Map<string, EventType>([
  ['receipt', 'ReadReceipt'],
  ['messageread', 'ReadReceipt'],
  ['messagedelivered', 'ReadReceipt'],
]);

/** The event that a misspelt name most likely means, for the sentence of an error; `undefined` if none is near. */
export function nearestEventType(name: string): EventType | undefined {
  const letters = lettersOf(name);
  if (letters.length < 3 || letters.length > 40) return undefined;
  const meant = MEANT.get(letters);
  if (meant) return meant;
  let nearest: EventType | undefined;
  let least = Math.max(2, Math.floor(letters.length / 4)) + 1;
  for (const type of EVENT_TYPES) {
    const edits = distance(letters, lettersOf(type));
    if (edits < least) {
      least = edits;
      nearest = type;
    }
  }
  return nearest;
}

function lettersOf(name: string): string {
  return name
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/** Levenshtein's, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
