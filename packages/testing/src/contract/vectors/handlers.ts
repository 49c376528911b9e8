import { samplePayload } from '../../samples/index.ts';
import type { HandlerName } from '../harness/scenario-setup.ts';
import type { Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { DUPLICATE, FAILED, HANDLED, OVERLOADED, UNHANDLED } from './shared/responses.ts';

const fails = (how: string, handlers: readonly HandlerName[], handlerTimeoutMs?: number): Vector => ({
  name: `answers 500 to a handler that ${how}, without its words`,
  setup: { handlers, ...(handlerTimeoutMs && { limits: { handlerTimeoutMs } }) },
  steps: [{ body: message() }],
  answers: [FAILED],
  seen: handlers.includes('records') ? [{ text: TEXT }] : [],
});

export const handlerVectors: readonly Vector[] = [
  fails('throws', ['throws']),
  fails('rejects', ['rejects']),
  fails('rejects with nothing', ['rejects with nothing']),
  fails('throws beside one that does not', ['records', 'throws']),
  fails('never ends, once its time is over', ['never ends'], 50),
  {
    name: 'answers 200 to an event that nobody asked for',
    steps: [{ body: JSON.stringify(samplePayload('Presence')) }],
    answers: [UNHANDLED],
  },
  {
    name: 'answers when the handlers are through, not before',
    setup: { handlers: ['is slow at first'] },
    steps: [{ body: message() }],
    answers: [HANDLED],
    seen: [{ text: TEXT }],
  },
  {
    name: 'hands the same event to a handler again after it failed',
    setup: { handlers: ['fails once', 'records'] },
    steps: [{ body: message() }, { body: message() }, { body: message() }],
    answers: [FAILED, HANDLED, DUPLICATE],
    seen: [{ text: TEXT }, { text: TEXT }],
  },
  {
    name: 'handles messages of one conversation in the order in which they came',
    setup: { handlers: ['is slow at first'] },
    steps: [
      {
        together: ['1', '2', '3'].map((text) => ({ body: message({ text, messageId: `3EB00RDER${text}` }) })),
        apartMs: 20,
      },
    ],
    answers: [HANDLED, HANDLED, HANDLED],
    seen: [{ text: '1' }, { text: '2' }, { text: '3' }],
  },
  {
    name: 'answers 503 with Retry-After to what comes when enough is being done',
    setup: { handlers: ['is busy at first'], limits: { maxConcurrency: 1, maxWaiting: 0 } },
    steps: [{ together: [{ body: message() }, { body: message({ messageId: '3EB0MUCH' }) }], apartMs: 20 }],
    answers: [HANDLED, { ...OVERLOADED, headers: { 'retry-after': '2' } }],
    seen: [{ text: TEXT }],
  },
  {
    name: 'answers 503 with Retry-After once the receiver is closed',
    steps: [{ body: message() }, { close: true }, { body: message() }],
    answers: [HANDLED, { ...OVERLOADED, headers: { 'retry-after': '5' } }],
    seen: [{ text: TEXT }],
  },
];
