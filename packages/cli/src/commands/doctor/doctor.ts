import { connect } from '../../settings/connect.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/wrap.ts';
import { checkAccount, checkClock } from './check-account.ts';
import { checkFailedDeliveries } from './check-deliveries.ts';
import { checkRedis } from './check-redis.ts';
import { checkWebhook } from './check-webhook.ts';
import type { Finding } from './finding.ts';
import type { DoctorFlags } from './flags.ts';

const MARK_WIDTH = 8;
const CHECK_WIDTH = 18;
const MARKS = { ok: 'ok', wrong: 'WRONG', skipped: 'skipped' } as const;

export async function runDoctor(terminal: Terminal, flags: DoctorFlags): Promise<number> {
  const connection = connect(terminal, flags);
  const { signal } = terminal;
  const { audience, delivery: sendsDeliveries, json } = flags;
  const baseUrl = connection.settings.baseUrl ?? 'https://api.vzaps.com';
  let isWrong = false;
  const show = (finding: Finding) => {
    isWrong ||= finding.state === 'wrong';
    if (json) terminal.printJson(finding);
    else printFinding(terminal, finding);
  };
  const account = await checkAccount(connection, signal);
  account.forEach(show);
  // Without credentials each further call would fail for the same reason.
  if (account[0]?.state === 'ok') {
    for (const finding of await checkWebhook(connection, { audience, sendsDeliveries }, signal)) show(finding);
    show(await checkFailedDeliveries(connection, signal));
  }
  show(await checkRedis(connection.settings.redisUrl));
  show(await checkClock(baseUrl, signal));
  if (!json)
    terminal.note(
      isWrong ? 'Something is wrong. Begin with the first line that is marked WRONG.' : 'Everything is well.',
    );
  return isWrong ? 1 : 0;
}

function printFinding({ colors, print, width }: Terminal, { check, state, detail, solution }: Finding): void {
  const paint = { ok: colors.green, wrong: colors.red, skipped: colors.dim }[state];
  const name = check.padEnd(CHECK_WIDTH);
  print(`${paint(MARKS[state].padEnd(MARK_WIDTH))}${name}${wrap(detail, width, MARK_WIDTH + CHECK_WIDTH)}`);
  if (solution) print(`${' '.repeat(MARK_WIDTH)}→ ${wrap(solution, width, MARK_WIDTH + 2)}`);
}
