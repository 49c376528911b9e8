import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { FASTIFY_PARSES } from './shared/differences.ts';
import { HANDLED, theirs } from './shared/responses.ts';

const FASTIFYS_415: Difference = {
  on: FASTIFY_PARSES,
  because: 'Fastify answers types that it has no parser for, before any route.',
  answers: [theirs(415)],
};

const takes = (type: string | null, request: RequestSpec = { body: message() }, but?: Difference[]): Vector => ({
  name: `takes a body under the content type ${type ?? 'of nobody'}`,
  steps: [{ ...request, headers: { 'content-type': type } }],
  answers: [HANDLED],
  seen: [{ text: TEXT }],
  ...(but && { but }),
});

const FORM = 'application/x-www-form-urlencoded';
const form = (name: string) => new URLSearchParams({ token: 'of the instance', [name]: message() }).toString();

/** The content type alone never refuses: who has the bytes reads them. */
export const mediaTypes: readonly Vector[] = [
  takes('application/json'),
  takes('Application/JSON; charset=UTF-8'),
  takes('application/json; odd="a;b"'),
  takes('text/plain'),
  takes('text/plain; charset=utf-8'),
  takes('application/vnd.vzaps+json', undefined, [FASTIFYS_415]),
  takes('application/octet-stream', undefined, [FASTIFYS_415]),
  takes('multipart/form-data; boundary=x', undefined, [FASTIFYS_415]),
  takes(null, undefined, [FASTIFYS_415]),
  takes('nonsense', undefined, [FASTIFYS_415]),
  takes(FORM, { body: form('jsonData') }),
  {
    name: 'takes a form in chunks, with the JSON in json_data',
    steps: [{ headers: { 'content-type': FORM }, body: form('json_data'), framing: { chunksOf: 33 } }],
    answers: [HANDLED],
    seen: [{ text: TEXT }],
  },
];
