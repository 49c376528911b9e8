import { sniff } from './sniff.ts';

type Bytes = Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export async function toDataUrl(source: Bytes, fallback: string): Promise<string> {
  const declared = source instanceof Blob ? source.type : '';
  const bytes = await bytesOf(source);
  return `data:${declared || sniff(bytes) || fallback};base64,${base64(bytes)}`;
}

async function bytesOf(source: Bytes): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  const chunks: Uint8Array[] = [];
  for await (const chunk of 'getReader' in source ? readAll(source) : source) chunks.push(chunk);
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

// Not every runtime's ReadableStream can be iterated.
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

// A multiple of three, so that the pieces join; small enough to be spread into arguments.
const PIECE = 3 * 8192;

function base64(bytes: Uint8Array): string {
  let encoded = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    encoded += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  }
  return encoded;
}
