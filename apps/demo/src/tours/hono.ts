import { samplePayload } from '@vzaps/testing';
import { print } from '../print.ts';
import type { TourSteps } from '../run-tour.ts';

interface Events {
  records: { type?: string; outcome: string }[];
}

/** Creates the tour of the inspector: deliveries appear in the list that the page shows. */
export function createHonoTour(token: string) {
  return async ({ origin, deliverPayload, deliverForged }: TourSteps): Promise<void> => {
    const text = samplePayload('Message', { text: 'Is the shop open?' });
    await deliverPayload('a text', text);
    await deliverPayload('the same text again', text, { outcome: 'duplicate', status: 200 });
    await deliverPayload('an image', samplePayload('Message', { kind: 'image', text: 'This one' }));
    await deliverPayload('a typing indicator', samplePayload('ChatPresence'));
    await deliverForged();

    const cookie = await signIn(`${origin}/inspector/?token=${token}`);
    const headers = { cookie, 'x-vzaps-inspector': '1' };
    const response = await fetch(`${origin}/inspector/api/events`, { headers });
    const { records } = (await response.json()) as Events;
    print('\n  GET /inspector/api/events');
    for (const { type = '(not read)', outcome } of records) print(`    →  ${type} ${outcome}`);
    const page = await fetch(`${origin}/inspector/`, { headers: { cookie } });
    print(`  GET /inspector/\n    →  ${page.status}, the page that shows them (${page.headers.get('content-type')})`);
    if (!page.ok || records.at(-1)?.outcome !== 'refused') throw new Error('Expected the page to show the deliveries.');
    if (JSON.stringify(records).includes('vzaps_signature')) throw new Error('The page shows a signed URL.');
  };
}

/** Opens the address as a browser does, and returns the cookie. */
async function signIn(address: string): Promise<string> {
  const response = await fetch(address);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
