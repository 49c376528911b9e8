import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Entry } from '../feed/entry.ts';

/** Reads entries from a stream of server-sent events until `isEnough` returns true, and cancels the stream. */
export async function readEvents(response: Response, isEnough: (entries: Entry[]) => boolean): Promise<Entry[]> {
  const entries: Entry[] = [];
  const stream = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of stream ?? []) {
    entries.push(JSON.parse(data));
    if (isEnough(entries)) break;
  }
  return entries;
}
