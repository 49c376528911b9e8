import type { FakeVZaps } from '@vzaps/testing';
import { type Example, startExample } from './start-example.ts';

export interface InspectedExample extends Example {
  /** The URL of the page, with a slash at its end. */
  url: string;
  /** The URL that signs a browser in. */
  signInUrl: string;
  /** Reads a path of the inspector's API, with the cookie of a browser that signed in. */
  read(path: string): Promise<InspectorEvents>;
}

interface InspectorEvents {
  records: { id: string; outcome: string; status: number; type?: string; instanceId?: string; summary: string }[];
}

/** Starts the example in its own process, and waits until all its webhooks are registered. */
export async function startInspected(
  fake: FakeVZaps,
  settings: Record<string, string> = {},
): Promise<InspectedExample> {
  const example = startExample('main', fake, settings);
  const [, url = '', printed = ''] = await example.prints(/Open (\S+\/)\?token=(\S+)/);
  await example.prints(new RegExp(`(VZaps delivers the events of \\S+ to \\S+\n[\\s\\S]*){${fake.instances.length}}`));
  const token = settings.INSPECTOR_TOKEN || printed;
  const signInUrl = `${url}?token=${encodeURIComponent(token)}`;
  return { ...example, url, signInUrl, read: (path) => readApi(url, signInUrl, path) };
}

async function readApi(url: string, signInUrl: string, path: string): Promise<InspectorEvents> {
  const signedIn = await fetch(signInUrl);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const response = await fetch(`${url}api/${path}`, { headers: { cookie, 'x-vzaps-inspector': '1' } });
  return (await response.json()) as InspectorEvents;
}
