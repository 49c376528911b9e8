import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from './drive/drive.ts';
import { createSender, type Sender } from './drive/sender.ts';
import { completeLedger } from './ledger/complete-ledger.ts';
import { type Judgement, judge, type Outage } from './ledger/judge.ts';
import type { Line } from './ledger/line.ts';
import { printFigures } from './print-figures.ts';
import type { Random } from './random.ts';
import { seeded } from './seed.ts';
import { type Site, type SiteOptions, startSite } from './site/site.ts';
import { planTraffic } from './traffic/plan.ts';
import type { PlanOptions } from './traffic/plan-types.ts';

export interface Run extends SiteOptions, PlanOptions {
  name: string;
  /** What happens to the site meanwhile. */
  meanwhile?(course: Course): Promise<void>;
}

export interface Course {
  site: Site;
  random: Random;
  sender: Sender;
  /** Resolves when so much of the plan's deliveries was taken. */
  reached(part: number): Promise<void>;
  /** Add to these when claims cannot be kept. */
  outages: Outage[];
}

export interface Result {
  found: Judgement;
  /** What the processes met that nobody should see. */
  trouble: string[];
  sender: Sender;
}

/** Sends the traffic of a plan through a site, and compares the ledger with what was sent. */
export async function runTraffic({ name, meanwhile, ...options }: Run): Promise<Result> {
  const random = seeded(name);
  const plan = planTraffic(random, options);
  const site = await startSite(options);
  const sender = await createSender(site.ports, random);
  const started = performance.now();
  const outages: Outage[] = [];
  const reached = async (part: number): Promise<void> => {
    while ((sender.statuses.get(200) ?? 0) < plan.deliveries * part) await sleep(1);
  };
  await Promise.all([drive(plan, sender), meanwhile?.({ site, random, sender, reached, outages })]);
  sender.close();
  const ledger = await completeLedger(site.folder, plan.events);
  const seconds = (performance.now() - started) / 1_000;
  const found = judge({
    events: plan.events,
    ledger,
    astray: sender.astray,
    alone: options.inbox ? 'everywhere' : 'in a process',
    killed: site.killed,
    delayed: sender.delayed,
    outages,
  });

  const stalls = ledger.filter(({ what }) => what === 'stalled');
  const { lost, doubled, excused, mistaken, outOfOrder, overlapping } = found;
  printFigures(name, {
    deliveries: plan.deliveries,
    'made again': [...sender.statuses.values()].reduce((sum, count) => sum + count) - plan.deliveries,
    events: plan.events.length,
    duplicates: plan.duplicates,
    twins: plan.twins,
    failures: ledger.filter(({ what }) => what === 'failed').length,
    lost: lost.length,
    doubled: doubled.length,
    ...(site.killed.size > 0 && { killed: site.killed.size, 'running when killed': cutShort(ledger, site.killed) }),
    ...(stalls.length > 0 && { 'stood still': stalls.length }),
    ...(outages.length > 0 && { outages: outages.length }),
    ...((meanwhile || stalls.length > 0) && { 'doubled by that': excused.length }),
    ...(meanwhile && { refused: sender.statuses.get(503) ?? 0, 'without answer': sender.statuses.get(0) ?? 0 }),
    'wrong twin': mistaken.length,
    'out of order': outOfOrder.length,
    overlapping: overlapping.length,
    seconds,
    'events/s': Math.round(plan.events.length / seconds),
  });
  return { found, trouble: await site.trouble(), sender };
}

/** What a good run finds. */
export const NOTHING: Judgement = {
  lost: [],
  doubled: [],
  excused: [],
  misfired: [],
  mistaken: [],
  strange: [],
  outOfOrder: [],
  overlapping: [],
};

/** How many events were begun by processes that were killed before they had settled them. */
function cutShort(ledger: readonly Line[], killed: ReadonlySet<number>): number {
  const begun = new Set<string>();
  for (const { what, id, pid } of ledger) {
    if (!killed.has(pid)) continue;
    if (what === 'began') begun.add(`${pid} ${id}`);
    else if (what === 'failed' || what === 'settled') begun.delete(`${pid} ${id}`);
  }
  return begun.size;
}
