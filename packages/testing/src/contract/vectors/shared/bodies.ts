import { samplePayload } from '../../../samples/index.ts';

type Facts = NonNullable<Parameters<typeof samplePayload<'Message'>>[1]>;

export const TEXT = 'olá 😀 1.0';

/** A message that is the same in every run: each site forgets what the one before has handled. */
export const payload = (facts: Facts = {}): Record<string, unknown> =>
  samplePayload('Message', {
    text: TEXT,
    messageId: '3EB0C0NTRACT',
    timestamp: new Date('2026-01-01T12:00:00Z'),
    ...facts,
  });

export const message = (facts?: Facts): string => JSON.stringify(payload(facts));

export const base64 = (bytes: string | Uint8Array): { base64: string } => ({
  base64: Buffer.from(bytes).toString('base64'),
});
