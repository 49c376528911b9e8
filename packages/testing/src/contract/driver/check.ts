import assert from 'node:assert/strict';
import * as credentials from '../harness/credentials.ts';
import type { RecordedEvent, ScenarioReport } from '../harness/scenario-setup.ts';
import type { ExpectedResponse, ResponseSpec } from '../vector.ts';
import type { ReceivedResponse } from './received-response.ts';

/** The response to one request and the expected response. `undefined` means no response. */
export interface Exchange {
  actual: ReceivedResponse | undefined;
  expected: ResponseSpec | undefined;
}

// Only secrets with spaces are searched for: they cannot appear in a response by accident.
const SECRETS = Object.values(credentials).filter((each): each is string => String(each).includes(' '));

/** Pairs responses that arrived in any order with the expectations that they meet. */
export function pairResponses(
  actual: readonly (ReceivedResponse | undefined)[],
  expected: readonly ExpectedResponse[],
): readonly Exchange[] {
  const unpaired = [...expected];
  return actual.map((response) => {
    const at = unpaired.findIndex((each) => matches(response, chooseExpected(response, each)));
    const [own = 'none'] = unpaired.splice(Math.max(at, 0), 1);
    return { actual: response, expected: chooseExpected(response, own) };
  });
}

/** Returns the allowed response that matches. If none matches, returns the first allowed response. */
export function chooseExpected(
  actual: ReceivedResponse | undefined,
  expected: ExpectedResponse,
): ResponseSpec | undefined {
  const choices = expected === 'none' ? [] : [expected].flat();
  return choices.find((each) => matches(actual, each)) ?? choices[0];
}

/** Checks that the response is the expected one, that ours is JSON, and that it contains no secret. */
export function checkResponse({ actual, expected }: Exchange): void {
  assert.deepEqual(comparable(actual, expected), comparableSpec(expected));
  if (actual?.outcome) assert.match(actual.headers['content-type'] ?? '', /^application\/json\b/);
  const text = JSON.stringify([actual?.headers, actual?.body]);
  for (const secret of SECRETS) assert.ok(!text.includes(secret), 'The response contains a secret.');
}

/** Checks that handlers recorded exactly the expected events, and that the receiver reported exactly what was sent. */
export function checkReport(
  report: ScenarioReport,
  expectedEvents: readonly Partial<RecordedEvent>[],
  exchanges: readonly Exchange[],
): void {
  const events = report.events.map((each, index) => pick(each, expectedEvents[index] ?? each));
  assert.deepEqual(events, expectedEvents, 'The handlers received other events than expected.');
  const reported = report.outcomes.map(({ kind }) => kind);
  const sent = exchanges.flatMap(({ actual, expected }) => (expected?.unreported ? [] : (actual?.outcome ?? [])));
  for (const outcome of sent) assert.ok(remove(reported, outcome), `Sent, but not reported to onOutcome: ${outcome}`);
  // A client that received no response may have missed one that the receiver reported.
  const unanswered = exchanges.filter(({ actual }) => !actual).length;
  assert.ok(reported.length <= unanswered, `Reported to onOutcome, but not sent: ${reported}`);
  const retired = report.outcomes.filter((each) => each.retiredSecret).length;
  assert.equal(
    retired,
    exchanges.filter(({ expected }) => expected?.retiredSecret).length,
    'The number of outcomes with `retiredSecret` differs.',
  );
}

function remove<T>(list: T[], item: T): boolean {
  const at = list.indexOf(item);
  return at >= 0 && list.splice(at, 1).length > 0;
}

function matches(actual: ReceivedResponse | undefined, expected: ResponseSpec | undefined): boolean {
  return JSON.stringify(comparable(actual, expected)) === JSON.stringify(comparableSpec(expected));
}

function comparable(actual: ReceivedResponse | undefined, expected: ResponseSpec | undefined): unknown {
  if (!actual) return undefined;
  const { status, outcome, headers } = actual;
  return { status, outcome, headers: pick(headers, expected?.headers ?? {}) };
}

function comparableSpec(expected: ResponseSpec | undefined): unknown {
  return expected && { status: expected.status, outcome: expected.outcome, headers: expected.headers ?? {} };
}

function pick<T extends object>(whole: T, like: object): Partial<T> {
  const names = Object.keys(like) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<T>;
}
