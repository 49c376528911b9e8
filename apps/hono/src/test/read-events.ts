import type { Entry } from '../feed/entry.ts';

/** Reads entries from a stream of server-sent events until `enough`; the stream is cancelled then. */
export async function readEvents(response: Response, enough: (entries: Entry[]) => boolean): Promise<Entry[]> {
  const entries: Entry[] = [];
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const parts = `${text}${chunk}`.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const data = /^data: (.+)$/m.exec(part)?.[1];
      if (data) entries.push(JSON.parse(data));
    }
    if (enough(entries)) break;
  }
  return entries;
}
