import { replayDeliveries } from '@vzaps/core/client';
import type { InspectorClient } from '../options.ts';
import { describeError } from '../records/describe-errors.ts';
import type { RetryProgress } from './contract.ts';

interface RetryRequest {
  readonly client: InspectorClient;
  readonly instanceId: string;
  readonly logIds: readonly string[];
}

/**
 * Retries entries of the log, and writes one line of JSON for each. No retry starts after the browser has closed the
 * response.
 */
export function createRetryStream(request: RetryRequest, signals: readonly AbortSignal[]): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, ...signals]);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (progress: RetryProgress): void => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(progress)}\n`));
      };
      // The retry is not awaited: a stream cannot be read before `start` has ended.
      void retry(request, signal, write).then(() => {
        if (!left.signal.aborted) controller.close();
      });
    },
    cancel() {
      left.abort();
    },
  });
}

/** Never rejects. */
async function retry(
  request: RetryRequest,
  signal: AbortSignal,
  write: (progress: RetryProgress) => void,
): Promise<void> {
  try {
    const { succeeded, failed } = await replayDeliveries({
      ...request,
      client: request.client as Parameters<typeof replayDeliveries>[0]['client'],
      signal,
      onProgress: ({ logId, state, done, total, error }) =>
        write({ logId, state, done, total, ...(error !== undefined && { error: describeError(error).message }) }),
    });
    write({ state: 'end', succeeded, failed });
  } catch (reason) {
    write({ state: 'error', error: describeError(reason).message });
  }
}
