import { requestMedia } from '../../../packages/core/src/webhooks/messages/media/request/lookup-first.ts';

/** Requests a URL as `ctx.download()` does on Bun and Deno, after its name was checked. Answers with the error's code. */
export async function lookUp(request: Request): Promise<Response> {
  const { url } = (await request.json()) as { url: string };
  const options = { signal: new AbortController().signal, isAllowed: false };
  const code = await requestMedia(new URL(url), options).then(
    ({ status }) => `status ${status}`,
    (error) => error.code ?? String(error),
  );
  return Response.json({ code });
}
