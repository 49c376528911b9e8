import { fileURLToPath } from 'node:url';
import { createFakeVZaps, type FakeVZaps, type FakeVZapsOptions } from '@vzaps/testing';
import { expect, onTestFinished } from 'vitest';
import { WEBHOOK_SECRET } from './application.ts';
import { type CliOptions, type CliResult, runCli, startCli } from './run-cli.ts';
import type { RunningCli } from './screen.ts';
import { type CliProcess, startProcess } from './start-process.ts';

const INSTANCE_ID = 'VZ9K2M4N8P1Q3R5S7T0WABCD01EF';

export interface Session {
  readonly fake: FakeVZaps;
  readonly instanceId: string;
  readonly env: Record<string, string>;
  /** Runs a command, and adds what the screen shows to the transcript. */
  run(...args: string[]): Promise<CliResult>;
  /** Starts a command, which may run until Ctrl-C. */
  start(args: readonly string[], options?: CliOptions): RunningCli;
  /** Starts a command as a process in a pseudo-terminal. */
  startProcess(args: readonly string[], options?: CliOptions): CliProcess;
  /** Adds a command to the transcript that was started before. */
  record(args: readonly string[], cli: RunningCli): Promise<void>;
  /** Compares the transcript with its golden file. `-u` writes the file. */
  matchesGolden(name: string): Promise<void>;
}

/** A person at a terminal, whose settings are in the environment, and a fake VZaps. */
export async function startSession(
  options: FakeVZapsOptions = {},
  more: Record<string, string> = {},
): Promise<Session> {
  const fake = await createFakeVZaps({ instances: [{ id: INSTANCE_ID, token: 'instance-token' }], ...options });
  onTestFinished(() => fake.close());
  const env = {
    VZAPS_BASE_URL: fake.url,
    VZAPS_REALTIME_URL: fake.realtimeUrl,
    VZAPS_CLIENT_TOKEN: fake.clientToken,
    VZAPS_CLIENT_SECRET: fake.clientSecret,
    VZAPS_INSTANCE_ID: INSTANCE_ID,
    WEBHOOK_SECRET,
    ...more,
  };
  const transcript: string[] = [];
  const secrets = [fake.clientToken, fake.clientSecret, 'instance-token', WEBHOOK_SECRET];
  const add = (args: readonly string[], { screen, exitCode }: CliResult) => {
    // `vzaps fake` prints the settings of its own VZaps: that is its purpose.
    if (args[0] !== 'fake') for (const secret of secrets) expect(screen).not.toContain(secret);
    const command = ['vzaps', ...args.map(quote)].join(' ');
    transcript.push(`$ ${command}\n${screen}\n[exit code ${exitCode}]\n`);
    // JSON is for programs, which no screen wraps.
    const isJson = args.includes('--json');
    if (!isJson) for (const line of screen.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  };
  return {
    fake,
    instanceId: INSTANCE_ID,
    env,
    async run(...args) {
      const result = await runCli(args, { env });
      add(args, result);
      return result;
    },
    start: (args, cliOptions) => startCli(args, { env, ...cliOptions }),
    startProcess: (args, cliOptions) => startProcess(args, { env, ...cliOptions }),
    async record(args, cli) {
      const exitCode = await cli.exitCode;
      add(args, { screen: cli.screen(), exitCode });
    },
    async matchesGolden(name) {
      const text = normalize(transcript.join('\n'), fake);
      await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../../golden/${name}.txt`, import.meta.url)));
    },
  };
}

function quote(text: string): string {
  return /[^\w.:/=,-]/.test(text) ? `'${text}'` : text;
}

/** Replaces what differs in each run. Columns keep their width. */
function normalize(text: string, fake: FakeVZaps): string {
  const ids = fake.instances.flatMap(({ id }) => fake.log(id).map((entry) => entry.id));
  let normalized = text;
  for (const [index, id] of ids.entries()) {
    normalized = normalized.replaceAll(id, `log_${index + 1}`.padEnd(id.length, '.'));
  }
  return normalized
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:4711')
    .replace(/\b\d\d-\d\d \d\d:\d\d:\d\d/g, '11-29 10:00:00')
    .replace(/^\d\d:\d\d:\d\d/gm, '10:00:00')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-11-29T10:00:00.000Z')
    .replace(/differs from VZaps by \d+ s/g, 'differs from VZaps by 0 s')
    .replace(/\bin \d+ s\./g, 'in 1 s.')
    .replace(/\b\d+ ms +/g, '5 ms     ')
    .replace(/"(duration_?ms|milliseconds)":( ?)\d+/gi, '"$1":$25')
    .replace(/3EB0[0-9A-F]{18}/g, '3EB0000000000000000000');
}
