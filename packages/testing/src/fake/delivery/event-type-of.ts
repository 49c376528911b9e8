type Node = Readonly<Record<string, unknown>> | undefined;

/** Returns the event's type from a payload in any of the three envelopes (doc and seen). */
export function eventTypeOf(payload: unknown): string | undefined {
  const root = nodeOf(payload);
  const inner = nodeOf(root?.json_data) ?? nodeOf(root?.data);
  return [root?.type, inner?.type].find((type) => typeof type === 'string') as string | undefined;
}

function nodeOf(value: unknown): Node {
  if (typeof value === 'object' && value !== null) return value as Node;
  if (typeof value !== 'string') return undefined;
  try {
    return nodeOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}
