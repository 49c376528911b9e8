import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLI_BUNDLE } from './test/bundle-cli.ts';
import { createEmptyFolder } from './test/empty-folder.ts';
import { runCli } from './test/run-cli.ts';
import { startProcess } from './test/start-process.ts';

const COMMANDS = [
  'listen',
  'trigger',
  'webhook get',
  'webhook set',
  'webhook sign',
  'webhook verify',
  'logs list',
  'logs get',
  'logs retry',
  'replay',
  'inbox stats',
  'inbox dead list',
  'inbox dead replay',
  'inbox dead remove',
  'fake',
  'doctor',
];

it.each(COMMANDS)('vzaps %s --help fits 80 columns and has an example', async (command) => {
  const { screen, exitCode } = await runCli([...command.split(' '), '--help']);
  expect(exitCode).toBe(0);
  expect(screen).toMatch(/Examples?:\n {2}\$ vzaps /);
  const text = screen.slice(0, screen.search(/Examples?:/));
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
});

it('vzaps exits with 2 and a suggestion for a command that does not exist', async () => {
  const cli = startProcess(['lisen']);
  expect(await cli.exitCode).toBe(2);
  expect(cli.screen()).toContain('Did you mean listen?');
});

it('vzaps names every missing setting at once', async () => {
  const { screen, exitCode } = await runCli(['webhook', 'get']);
  expect(exitCode).toBe(2);
  for (const name of ['VZAPS_CLIENT_TOKEN', 'VZAPS_CLIENT_SECRET', 'VZAPS_INSTANCE_ID']) expect(screen).toContain(name);
});

it('vzaps takes a setting from a flag, else from the environment, else from .env', async () => {
  const cwd = createEmptyFolder();
  writeFileSync(join(cwd, '.env'), 'VZAPS_INSTANCE_ID=VZFILE\nWEBHOOK_SECRET=a secret in the file with enough bytes\n');
  const sign = ['webhook', 'sign', 'https://example.com/hook'];
  const fromFile = await runCli(sign, { cwd, columns: 400 });
  expect(fromFile.screen).toContain('vzaps_instance=VZFILE');
  const fromEnvironment = await runCli(sign, { cwd, columns: 400, env: { VZAPS_INSTANCE_ID: 'VZENV' } });
  expect(fromEnvironment.screen).toContain('vzaps_instance=VZENV');
  const fromFlag = await runCli([...sign, '--instance', 'VZFLAG'], {
    cwd,
    columns: 400,
    env: { VZAPS_INSTANCE_ID: 'VZENV' },
  });
  expect(fromFlag.screen).toContain('vzaps_instance=VZFLAG');
});

it('vzaps writes results to stdout without colors where stdout is no terminal', () => {
  const version = execFileSync(process.execPath, [CLI_BUNDLE, '--version'], { encoding: 'utf8' });
  expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
});
