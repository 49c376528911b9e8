import type { Difference, RequestSpec, Vector } from '../vector.ts';
import { message, TEXT } from './shared/bodies.ts';
import { FASTIFY_PARSES } from './shared/differences.ts';
import { foreign, HANDLED } from './shared/responses.ts';

const FASTIFY_415: Difference = {
  on: FASTIFY_PARSES,
  reason: 'Fastify responds to content types without a parser before any route.',
  responses: [foreign(415)],
};

const handles = (
  type: string | null,
  request: RequestSpec = { body: message() },
  differences?: Difference[],
): Vector => ({
  name: type === null ? 'handles a body without a content type' : `handles a body with the content type ${type}`,
  steps: [{ ...request, headers: { 'content-type': type } }],
  responses: [HANDLED],
  events: [{ text: TEXT }],
  ...(differences && { differences }),
});

const MULTIPART = 'multipart/form-data; boundary=boundary';
const multipart = [
  '--boundary',
  'Content-Disposition: form-data; name="jsonData"',
  '',
  message(),
  '--boundary',
  'Content-Disposition: form-data; name="file"; filename="jsonData"',
  'Content-Type: image/png',
  '',
  '{"type":"Presence"}',
  '--boundary--',
  '',
].join('\r\n');

const FORM = 'application/x-www-form-urlencoded';
const form = (name: string) => new URLSearchParams({ token: 'of the instance', [name]: message() }).toString();

/** The content type alone is never a reason to refuse a delivery. */
export const mediaTypes: readonly Vector[] = [
  handles('application/json'),
  handles('Application/JSON; charset=UTF-8'),
  handles('application/json; odd="a;b"'),
  handles('text/plain'),
  handles('text/plain; charset=utf-8'),
  handles('application/vnd.vzaps+json', undefined, [FASTIFY_415]),
  handles('application/octet-stream', undefined, [FASTIFY_415]),
  handles('multipart/form-data; boundary=x', undefined, [FASTIFY_415]),
  handles(null, undefined, [FASTIFY_415]),
  handles('nonsense', undefined, [FASTIFY_415]),
  handles(FORM, { body: form('jsonData') }),
  handles(MULTIPART, { body: multipart }, [FASTIFY_415]),
  {
    name: 'handles a form in chunks with the JSON in the field json_data',
    steps: [{ headers: { 'content-type': FORM }, body: form('json_data'), framing: { chunksOf: 33 } }],
    responses: [HANDLED],
    events: [{ text: TEXT }],
  },
];
