import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export function isNginxInstalled(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
    return true;
  } catch {
    return false;
  }
}

/** Starts an nginx in front of these ports, with the lines of the guide. It ends with the test. */
export async function startNginx(
  folder: string,
  port: number,
  ports: readonly number[],
  lines: NginxLines,
): Promise<void> {
  await mkdir(join(folder, 'logs'), { recursive: true });
  const servers = ports.map((each) => lines.upstream.replace('app1:3000', `127.0.0.1:${each}`)).join('\n');
  const file = join(folder, 'nginx.conf');
  await writeFile(
    file,
    // By default nginx runs its workers as another user. That user could not write into the folder.
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/logs/error.log;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  upstream app {\n${servers}\n}
  server {
    listen 127.0.0.1:${port};
    location / {\n${lines.location}\n}
  }
}
`,
  );
  const nginx: ChildProcess = spawn('nginx', ['-p', folder, '-c', file], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  const exit = once(nginx, 'exit');
  onTestFinished(async () => {
    nginx.kill('SIGTERM');
    await exit;
  });
  while (!(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}.`);
    await sleep(20);
  }
}

/** The lines of docs/guides/going-to-production.md. */
export interface NginxLines {
  /** A `server` line of the upstream. */
  upstream: string;
  /** The lines of the location. */
  location: string;
}

/** Reads the lines of nginx in the guide, so that the test runs what the guide says. */
export function readNginxLines(guide: string): NginxLines {
  const [, block = ''] = /```nginx\n([\s\S]*?)```/.exec(guide) ?? [];
  const [, upstream = ''] = /^ *(server app1:3000.*;)$/m.exec(block) ?? [];
  const [, location = ''] = /location = \/webhooks\/vzaps \{\n([\s\S]*?)\n *\}/.exec(block) ?? [];
  if (!upstream || !location) throw new Error('The guide has no nginx block.');
  return { upstream, location };
}
