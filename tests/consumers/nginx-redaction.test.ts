/** The nginx lines of docs/guides/security.md keep the signature of a URL out of the logs of a real nginx. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from 'test-programs';
import { afterAll, describe, expect, it } from 'vitest';

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/security.md'), 'utf8');
const [formatLines = '', locationLines = ''] = [...guide.matchAll(/```nginx\n([\s\S]+?)```/g)].map(
  ([, lines = '']) => lines,
);

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((path) => existsSync(path));
const isSkipped = !NGINX && !process.env.CI;
if (isSkipped) process.stderr.write('Skipped: nginx is missing. To install: apt-get install nginx-light\n');

const SIGNATURE = '5f0c5f0c5f0c5f0c5f0c';
const PATH = `/webhooks/vzaps?vzaps_instance=VZ1&vzaps_signature=v1.${SIGNATURE}`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Sends one delivery through nginx to an application that does not listen. Returns what nginx logged. */
async function logsOf(http: string, location: string): Promise<{ access: string; error: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'vzaps-nginx-'));
  folders.push(folder);
  mkdirSync(join(folder, 'logs'));
  const port = await findFreePort();
  const bodies = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const config = `
    daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/logs/error.log;
    events {}
    http {
      ${bodies.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
      ${http}
      server { listen 127.0.0.1:${port}; location = /ready { access_log off; return 204; } ${location} }
    }`;
  const inFolder = config.replaceAll('/var/log/nginx', `${folder}/logs`).replace('127.0.0.1:3000', '127.0.0.1:1');
  writeFileSync(join(folder, 'nginx.conf'), inFolder);
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'logs/start.log')];
  const nginx = spawn(NGINX ?? 'nginx', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  nginx.stderr.on('data', (text) => {
    output += text;
  });
  const exited = new Promise((resolve) => nginx.once('close', resolve));
  try {
    const url = `http://127.0.0.1:${port}`;
    while (
      !(await fetch(`${url}/ready`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (nginx.exitCode !== null) throw new Error(`nginx ended: ${output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await fetch(url + PATH, { method: 'POST', body: '{}' })).status).toBe(502);
  } finally {
    nginx.kill();
    await exited;
  }
  const read = (name: string) => readFileSync(join(folder, 'logs', name), 'utf8');
  return { access: read('access.log'), error: existsSync(join(folder, 'logs/error.log')) ? read('error.log') : '' };
}

describe.skipIf(isSkipped)('nginx', () => {
  it('writes the signature into both logs by default', async () => {
    const proxy = 'location /webhooks/vzaps { proxy_pass http://127.0.0.1:3000; }';
    const { access, error } = await logsOf('access_log /var/log/nginx/access.log;', proxy);
    expect(access).toContain(SIGNATURE);
    expect(error).toContain(SIGNATURE);
  });

  it('writes no signature with the lines of the guide', async () => {
    const { access, error } = await logsOf(formatLines, locationLines);
    expect(access).toContain('"POST /webhooks/vzaps" 502');
    expect(access + error).not.toContain(SIGNATURE);
  });
});
