import type { MediaRequestOptions, MediaResponse } from './media-request.ts';

/** Requests a URL with the global `fetch`. The caller has checked the host. */
export async function fetchMedia(url: URL, { signal }: MediaRequestOptions): Promise<MediaResponse> {
  const response = await fetch(url, { signal, redirect: 'manual' });
  const { status, headers, body } = response;
  return {
    status,
    header: (name) => headers.get(name) ?? undefined,
    body: body && iterateBody(body),
    cancel() {
      // Rejects if the body is being read. Then its reader cancels it.
      body?.cancel().catch(() => {});
    },
  };
}

/** `ReadableStream` is not async iterable on every runtime. */
async function* iterateBody(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    reader.cancel().catch(() => {});
  }
}
