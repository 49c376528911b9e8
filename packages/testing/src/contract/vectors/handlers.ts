import { samplePayload } from '../../samples/index.ts';
import type { HandlerName } from '../harness/scenario-setup.ts';
import type { Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { DUPLICATE, FAILED, HANDLED, OVERLOADED, UNHANDLED } from './shared/responses.ts';

const fails = (how: string, handlers: readonly HandlerName[], handlerTimeoutMs?: number): Vector => ({
  name: `responds 500 without the error text when a handler ${how}`,
  setup: { handlers, ...(handlerTimeoutMs && { limits: { handlerTimeoutMs } }) },
  steps: [{ body: message() }],
  responses: [FAILED],
  events: handlers.includes('records') ? [{ text: TEXT }] : [],
});

export const handlerVectors: readonly Vector[] = [
  fails('throws', ['throws']),
  fails('rejects', ['rejects']),
  fails('rejects without a reason', ['rejects without a reason']),
  fails('throws and another one does not', ['records', 'throws']),
  fails('does not settle within its timeout', ['never settles'], 50),
  {
    name: 'responds 200 to an event without a handler',
    steps: [{ body: JSON.stringify(samplePayload('Presence')) }],
    responses: [UNHANDLED],
  },
  {
    name: 'responds only after the handlers have finished',
    setup: { handlers: ['is slow once'] },
    steps: [{ body: message() }],
    responses: [HANDLED],
    events: [{ text: TEXT }],
  },
  {
    name: 'runs the handlers of an event again after one of them failed',
    setup: { handlers: ['fails once', 'records'] },
    steps: [{ body: message() }, { body: message() }, { body: message() }],
    responses: [FAILED, HANDLED, DUPLICATE],
    events: [{ text: TEXT }, { text: TEXT }],
  },
  {
    name: 'handles the messages of one conversation in the order of their arrival',
    setup: { handlers: ['is slow once'] },
    steps: [
      {
        concurrently: ['1', '2', '3'].map((text) => ({ body: message({ text, messageId: `3EB00RDER${text}` }) })),
        intervalMs: 20,
      },
    ],
    responses: [HANDLED, HANDLED, HANDLED],
    events: [{ text: '1' }, { text: '2' }, { text: '3' }],
  },
  {
    name: 'responds 503 with Retry-After when the maximum of concurrent and waiting events is reached',
    setup: { handlers: ['blocks once'], limits: { maxConcurrency: 1, maxWaiting: 0 } },
    steps: [{ concurrently: [{ body: message() }, { body: message({ messageId: '3EB0MUCH' }) }], intervalMs: 20 }],
    responses: [HANDLED, { ...OVERLOADED, headers: { 'retry-after': '2' } }],
    events: [{ text: TEXT }],
  },
  {
    name: 'responds 503 with Retry-After after the receiver was closed',
    steps: [{ body: message() }, { close: true }, { body: message() }],
    responses: [HANDLED, { ...OVERLOADED, headers: { 'retry-after': '5' } }],
    events: [{ text: TEXT }],
  },
];
