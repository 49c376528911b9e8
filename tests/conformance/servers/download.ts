import { parseEvent } from '@vzaps/core/events';
import { createReceiver, unsafeSkipVerification } from '@vzaps/core/webhooks';

/** What a test asks a server to download. */
export interface DownloadCommand {
  /** The URL of the stored file. */
  url: string;
  /** The origins that the receiver allows. */
  allow?: string[];
  maxBytes?: number;
  stream?: boolean;
}

/** The downloaded text and its type, or the code of the error. */
export type DownloadResult = { text: string; mimetype: string } | { code: string };

/** The download route of the API answers `from the route`. */
const client = {
  messages: {
    sendText: async () => ({ data: { messageId: 'M1' } }),
    downloadImage: async () => ({ data: { mimetype: 'image/png', data: btoa('from the route') } }),
  },
};

/** Handles a message with media as a user would, and answers with the result of `ctx.download()`. */
export async function download(request: Request): Promise<Response> {
  const { url, allow = [], ...options } = (await request.json()) as DownloadCommand;
  let result: DownloadResult = { code: 'no handler ran' };
  const verify = unsafeSkipVerification();
  const receiver = createReceiver({ verify, client, instanceId: 'VZ1', media: { allow } }).on(
    'Message',
    async (_, ctx) => {
      result = await read(() => ctx.download(undefined, options as { stream: true })).catch((error) => ({
        code: error.code,
      }));
    },
  );
  await receiver.dispatch(parseEvent(messageWithImage(url)));
  return Response.json(result);
}

async function read(start: () => Promise<object>): Promise<DownloadResult> {
  const file = (await start()) as { mimetype: string; bytes?: Uint8Array; stream?: ReadableStream<Uint8Array> };
  const text = await new Response((file.stream ?? file.bytes) as ReadableStream).text();
  return { text, mimetype: file.mimetype };
}

function messageWithImage(mediaUrl: string): object {
  const chat = '5511999990000@s.whatsapp.net';
  const info = { id: crypto.randomUUID(), chat, sender: chat, timestamp: '2026-09-17T13:31:00-03:00' };
  const message = { image_message: { media_key: 'a2V5', mimetype: 'image/png' } };
  return { type: 'Message', media_url: mediaUrl, event: { info, message } };
}
