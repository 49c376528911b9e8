import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import type { Browser } from 'playwright-core';
import { renderScreen } from './render-screen.ts';
import type { Shop } from './shop.ts';
import { createScreen } from './terminal-screen.ts';
import { listPayloads } from './traffic.ts';

const COLUMNS = 88;
const ROWS = 16;
const COMMAND = fileURLToPath(import.meta.resolve('@vzaps/cli/package.json')).replace(/package\.json$/, 'src/bin.ts');

/** Writes listen.png: what `vzaps listen` shows in a terminal while events arrive. */
export async function takeListen(browser: Browser, shop: Shop): Promise<void> {
  const { fake, instanceId, webhookUrl, secret } = shop;
  const folder = mkdtempSync(join(tmpdir(), 'vzaps-pictures-'));
  const args = ['listen', '--forward-to', webhookUrl];
  const pty = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), COMMAND, ...args], {
    cols: COLUMNS,
    rows: ROWS,
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      VZAPS_BASE_URL: fake.url,
      VZAPS_REALTIME_URL: fake.realtimeUrl,
      VZAPS_CLIENT_TOKEN: fake.clientToken,
      VZAPS_CLIENT_SECRET: fake.clientSecret,
      VZAPS_INSTANCE_ID: instanceId,
      WEBHOOK_SECRET: secret,
    },
  });
  const screen = createScreen(COLUMNS, ROWS);
  // The prompt of a shell, as in every picture of a terminal.
  screen.write('\x1b[32m$\x1b[0m vzaps listen --forward-to http://127.0.0.1:3000/webhooks/vzaps\r\n');
  pty.onData(screen.write);
  const exited = new Promise<void>((resolve) => pty.onExit(() => resolve()));
  try {
    await screen.shows('Waiting for events');
    let count = 0;
    for (const payload of listPayloads()) {
      fake.realtime.emit(instanceId, payload);
      count += 1;
      // Each event has one line, which begins with its time.
      await screen.hasLines(/^\d\d:\d\d:\d\d /, count);
    }
    const path = fileURLToPath(new URL('../../../docs/pictures/listen.png', import.meta.url));
    await renderScreen(browser, screen.lines(), path);
  } finally {
    pty.write('\x03');
    await exited;
    rmSync(folder, { recursive: true });
  }
}
