import { samplePayload } from '@vzaps/testing';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { print } from '../print.ts';
import type { TourSteps } from '../run-tour.ts';

/** Creates the tour of the live viewer: deliveries appear in the stream of events that the page shows. */
export function createHonoTour(token: string) {
  const headers = { cookie: `vzaps_viewer=${encodeURIComponent(token)}` };

  return async ({ origin, deliverPayload, deliverForged }: TourSteps): Promise<void> => {
    const text = samplePayload('Message', { text: 'Is the shop open?' });
    await deliverPayload('a text', text);
    await deliverPayload('the same text again', text, { outcome: 'duplicate', status: 200 });
    await deliverPayload('an image', samplePayload('Message', { kind: 'image', text: 'This one' }));
    await deliverPayload('a typing indicator', samplePayload('ChatPresence'));
    await deliverForged();

    const events = await readEvents(`${origin}/events`, headers, 5);
    print('\n  GET /events');
    for (const { type = '(not read)', outcome } of events) print(`    →  ${type} ${outcome}`);
    const page = await fetch(origin, { headers });
    print(`  GET /\n    →  ${page.status}, the page that shows them (${page.headers.get('content-type')})`);
    if (!page.ok || events.at(-1)?.outcome !== 'refused') throw new Error('Expected the page to show the deliveries.');
    if (JSON.stringify(events).includes('vzaps_signature')) throw new Error('The page shows a signed URL.');
  };
}

/** Reads the first `count` server-sent events. */
async function readEvents(
  url: string,
  headers: Record<string, string>,
  count: number,
): Promise<{ type?: string; outcome: string }[]> {
  const { body } = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) });
  const events: { type?: string; outcome: string }[] = [];
  const stream = body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of stream ?? []) if (events.push(JSON.parse(data)) >= count) return events;
  throw new Error('The stream of events ended.');
}
