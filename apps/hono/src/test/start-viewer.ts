import type { FakeVZaps } from '@vzaps/testing';
import { type Example, startExample } from './start-example.ts';

export interface Viewer extends Example {
  /** The origin of the page, with a slash at its end. */
  url: string;
  /** The URL that signs a browser in. */
  signInUrl: string;
  /** Requests a path with the token's cookie. */
  get(path: string): Promise<Response>;
}

/** Starts the viewer in its own process, and waits until all its webhooks are registered. */
export async function startViewer(fake: FakeVZaps, settings: Record<string, string> = {}): Promise<Viewer> {
  const example = startExample('main', fake, settings);
  const [, url = '', printed = ''] = await example.prints(/Open (\S+\/)\?token=(\S+)/);
  await example.prints(new RegExp(`(VZaps delivers the events of \\S+ to \\S+\n[\\s\\S]*){${fake.instances.length}}`));
  const token = settings.VIEWER_TOKEN || printed;
  const headers = { cookie: `vzaps_viewer=${encodeURIComponent(token)}` };
  const signInUrl = `${url}?token=${encodeURIComponent(token)}`;
  return { ...example, url, signInUrl, get: (path) => fetch(url + path, { headers }) };
}
