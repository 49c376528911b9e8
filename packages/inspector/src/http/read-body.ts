/**
 * Reads the text of a request or a response. `undefined` if it is longer than `limit` bytes. The rest of such a body is not
 * read.
 */
export async function readBody({ body }: Pick<Request | Response, 'body'>, limit: number): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
