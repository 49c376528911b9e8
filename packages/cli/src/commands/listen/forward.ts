import type { VZapsEvent } from '@vzaps/core/events';
import { deliver } from '@vzaps/testing';
import { messageOf } from '../../show/message-of.ts';

export interface ForwardResult {
  readonly isAccepted: boolean;
  /** `200 handled`, or why there was no answer. */
  readonly answer: string;
  readonly milliseconds: number;
  /** Absent if there was no answer. */
  readonly status?: number;
  /** The outcome that a receiver of this project answers. */
  readonly outcome?: string;
}

export type Forward = (event: VZapsEvent) => Promise<ForwardResult>;

/** Delivers events to a URL, one at a time per conversation, so that an application sees them in their order. */
export function createForwarder(url: string, timeoutMs: number): Forward {
  const tails = new Map<string, Promise<unknown>>();
  return (event) => {
    const conversation = ('conversation' in event && event.conversation) || undefined;
    if (conversation === undefined) return send(url, event, timeoutMs);
    const before = tails.get(conversation) ?? Promise.resolve();
    const result = before.then(() => send(url, event, timeoutMs));
    tails.set(conversation, result);
    void result.finally(() => {
      if (tails.get(conversation) === result) tails.delete(conversation);
    });
    return result;
  };
}

async function send(url: string, event: VZapsEvent, timeoutMs: number): Promise<ForwardResult> {
  const startedAt = performance.now();
  const sinceStart = () => Math.round(performance.now() - startedAt);
  try {
    const { status, outcome } = await deliver(url, toWebhookPayload(event.raw), { timeoutMs });
    const isAccepted = status >= 200 && status < 300;
    const answer = [status, outcome].filter(Boolean).join(' ');
    return { isAccepted, answer, milliseconds: sinceStart(), status, ...(outcome && { outcome }) };
  } catch (error) {
    return { isAccepted: false, answer: messageOf(error), milliseconds: sinceStart() };
  }
}

/**
 * Turns a realtime frame into the body of a webhook. VZaps' READMEs say that `data` of a frame is the body of a webhook.
 * The event's id stays beside it, so that the application recognises an event that arrives twice.
 */
function toWebhookPayload(frame: unknown): unknown {
  const { data, ...envelope } = Object(frame) as { data?: unknown };
  return typeof data === 'object' && data !== null ? { ...envelope, ...data } : frame;
}
