/** The lines of docs/guides/security.md keep the signature of a URL out of the logs of the real packages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, type Project } from './project.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/security.md'), 'utf8');

/** The code block that follows `**title**`. */
function lineOf(title: string): string {
  const [, code = ''] =
    new RegExp(`\\*\\*${title}\\*\\*[^\`]*(?:\`[^\`\n]+\`[^\`]*)*\`\`\`js\n([\\s\\S]+?)\`\`\``).exec(guide) ?? [];
  expect(code).not.toBe('');
  return code.trim().replace(/;$/, '');
}

const HEAD = `
const { redactUrl } = require('@vzaps/core/webhooks');
const { once } = require('node:events');
const target = '/webhooks/vzaps?vzaps_instance=VZ1&vzaps_signature=v1.5f0c5f0c5f0c5f0c5f0c';
async function request(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await (await fetch('http://127.0.0.1:' + server.address().port + target, { method: 'POST' })).text();
  server.close();
}
`;

const PROGRAMS: Record<string, (line: string) => string> = {
  morgan: (line) => `
const morgan = require('morgan');
${line};
const app = require('express')().use(morgan('combined')).use((_req, res) => res.end());
request(require('node:http').createServer(app));`,
  'pino-http': (line) => `
const pinoHttp = require('pino-http');
const log = ${line};
request(require('node:http').createServer((req, res) => { log(req, res); res.end(); }));`,
  Fastify: (line) => `
const Fastify = require('fastify');
const app = ${line};
app.post('/webhooks/vzaps', async () => 'ok');
app.ready().then(() => request(app.server));`,
  OpenTelemetry: (line) => `
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { NodeTracerProvider, SimpleSpanProcessor, ConsoleSpanExporter } = require('@opentelemetry/sdk-trace-node');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] }).register();
registerInstrumentations({ instrumentations: [${line}] });
const http = require('node:http');
request(http.createServer((_req, res) => res.end()));`,
};

let project: Project;

beforeAll(async () => {
  project = await createProject('url-redaction', {
    ours: ['@vzaps/core'],
    packages: [
      ...['express', 'pino', 'morgan@1.12.1', 'pino-http@11.0.0', 'fastify@5.12.8'],
      ...[
        '@opentelemetry/api',
        '@opentelemetry/instrumentation@0.223.0',
        '@opentelemetry/instrumentation-http@0.223.0',
      ],
      '@opentelemetry/sdk-trace-node@2.12.1',
    ],
  });
});

afterAll(() => project?.remove());

describe('the line for', () => {
  it.each(Object.keys(PROGRAMS))('%s keeps the signature out of the log', async (name) => {
    project.write('program.cjs', `${HEAD}${PROGRAMS[name]?.(lineOf(name))}`);
    const { code, output } = await project.tryRun('node', 'program.cjs');
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('/webhooks/vzaps') });
    expect(output).not.toContain('5f0c');
  });
});
