import { samplePayload } from '../../../samples/index.ts';

type Options = NonNullable<Parameters<typeof samplePayload<'Message'>>[1]>;

export const TEXT = 'olá 😀 1.0';

/** A message with fixed ids. Each scenario has a receiver of its own, so it is not a duplicate of earlier ones. */
export const payload = (options: Options = {}): Record<string, unknown> =>
  samplePayload('Message', {
    text: TEXT,
    messageId: '3EB0C0NTRACT',
    timestamp: new Date('2026-01-01T12:00:00Z'),
    ...options,
  });

export const message = (options?: Options): string => JSON.stringify(payload(options));

export const base64 = (bytes: string | Uint8Array): { base64: string } => ({
  base64: Buffer.from(bytes).toString('base64'),
});
