import assert from 'node:assert/strict';
import type { WireAnswer } from '../../http/response-parser.ts';
import * as credentials from '../harness/credentials.ts';
import type { Seen, SiteReport } from '../harness/scenario-setup.ts';
import type { Answer, ExpectedAnswer } from '../vector.ts';

/** One request's answer, and the one that was expected; absent: none. */
export interface Exchange {
  actual: WireAnswer | undefined;
  expected: Answer | undefined;
}

// Those that could be mistaken for nothing else: they have spaces.
const SECRETS = Object.values(credentials).filter((each): each is string => String(each).includes(' '));

/** Pairs an answer with the expectation that it meets, and the others with what is left. */
export function paired(
  actual: readonly (WireAnswer | undefined)[],
  expected: readonly ExpectedAnswer[],
): readonly Exchange[] {
  const left = [...expected];
  return actual.map((answer) => {
    const at = left.findIndex((each) => meets(answer, choose(answer, each)));
    const [mine = 'none'] = left.splice(Math.max(at, 0), 1);
    return { actual: answer, expected: choose(answer, mine) };
  });
}

/** Of several right answers the one that came; else the first. */
export function choose(actual: WireAnswer | undefined, expected: ExpectedAnswer): Answer | undefined {
  const choices = expected === 'none' ? [] : [expected].flat();
  return choices.find((each) => meets(actual, each)) ?? choices[0];
}

/** The answer is as expected; ours is JSON, and nobody's repeats a secret or a handler's words. */
export function checkAnswer({ actual, expected }: Exchange): void {
  assert.deepEqual(visible(actual, expected), told(expected));
  if (actual?.outcome) assert.match(actual.headers['content-type'] ?? '', /^application\/json\b/);
  const said = JSON.stringify([actual?.headers, actual?.body]);
  for (const secret of SECRETS) assert.ok(!said.includes(secret), 'the answer repeats a secret');
}

/** Handlers recorded what was expected, and the receiver told what was answered: no more, no less. */
export function checkReport(report: SiteReport, seen: readonly Partial<Seen>[], exchanges: readonly Exchange[]): void {
  const recorded = report.seen.map((each, index) => pick(each, seen[index] ?? each));
  assert.deepEqual(recorded, seen, 'handlers saw something else');
  const kinds = report.told.map(({ kind }) => kind);
  const answered = exchanges.flatMap(({ actual, expected }) => (expected?.untold ? [] : (actual?.outcome ?? [])));
  for (const outcome of answered) assert.ok(remove(kinds, outcome), `answered, but not told: ${outcome}`);
  // Whoever left without an answer may have had one coming.
  const unanswered = exchanges.filter(({ actual }) => !actual).length;
  assert.ok(kinds.length <= unanswered, `told, but not answered: ${kinds}`);
  const retired = report.told.filter((each) => each.retiredSecret).length;
  assert.equal(retired, exchanges.filter(({ expected }) => expected?.retiredSecret).length, 'retired secrets told');
}

function remove<T>(list: T[], item: T): boolean {
  const at = list.indexOf(item);
  return at >= 0 && list.splice(at, 1).length > 0;
}

function meets(actual: WireAnswer | undefined, expected: Answer | undefined): boolean {
  return JSON.stringify(visible(actual, expected)) === JSON.stringify(told(expected));
}

function visible(actual: WireAnswer | undefined, like: Answer | undefined): unknown {
  if (!actual) return undefined;
  const { status, outcome, headers } = actual;
  return { status, outcome, headers: pick(headers, like?.headers ?? {}) };
}

function told(expected: Answer | undefined): unknown {
  return expected && { status: expected.status, outcome: expected.outcome, headers: expected.headers ?? {} };
}

function pick<T extends object>(whole: T, like: object): Partial<T> {
  const names = Object.keys(like) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<T>;
}
