/**
 * The known name that a misspelt one most likely means. `undefined` if none is near enough.
 *
 * Upper and lower case and everything but letters are ignored. At most a quarter of the letters may differ (two for a
 * short name).
 */
export function nearestName<N extends string>(name: string, known: Iterable<N>): N | undefined {
  const letters = lettersOf(name);
  if (letters.length < 3 || letters.length > 40) return undefined;
  let nearest: N | undefined;
  let fewestEdits = Math.max(2, Math.floor(letters.length / 4)) + 1;
  for (const candidate of known) {
    const edits = editDistance(letters, lettersOf(candidate));
    if (edits < fewestEdits) {
      fewestEdits = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

export function lettersOf(name: string): string {
  return name
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/** Levenshtein distance, computed row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
