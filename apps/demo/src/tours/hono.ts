import { samplePayload } from '@vzaps/testing';
import { say } from '../table.ts';
import type { Walk } from '../walk.ts';

/** The live viewer: what comes in on one side goes out on the other, to every browser that is open. */
export async function honoTour({ origin, comes, forged }: Walk): Promise<void> {
  const text = samplePayload('Message', { text: 'Is the shop open?' });
  await comes('a text', text);
  await comes('the same text again', text, { outcome: 'duplicate', status: 200 });
  await comes('an image with a caption', samplePayload('Message', { kind: 'image', text: 'This one' }));
  await comes('somebody is typing', samplePayload('ChatPresence'));
  await forged();

  const shown = await firstEvents(`${origin}/events`, 5);
  say(`\n  GET /events  →  ${shown.map(({ type = '(not read)', outcome }) => `${type} ${outcome}`).join(', ')}`);
  const page = await fetch(origin);
  say(`  GET /        →  ${page.status}, the page that shows them (${page.headers.get('content-type')})`);
  if (!page.ok || shown.at(-1)?.outcome !== 'refused') throw new Error('The page should show what came.');
  if (JSON.stringify(shown).includes('vzaps_signature')) throw new Error('The page shows a signed URL.');
}

/** Reads a stream of server-sent events until there are so many. */
async function firstEvents(url: string, count: number): Promise<{ type?: string; outcome: string }[]> {
  const { body } = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const events = [...text.matchAll(/^data: (.+)$/gm)].map(([, data = '']) => JSON.parse(data));
    if (events.length >= count) return events;
  }
  throw new Error('The stream of events ended.');
}
