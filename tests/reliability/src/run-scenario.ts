import { setTimeout as sleep } from 'node:timers/promises';
import { type Deployment, type DeploymentOptions, startDeployment } from './deployment/deployment.ts';
import { checkEventLog, type Findings, type Outage } from './event-log/check-log.ts';
import type { LogLine } from './event-log/line.ts';
import { waitForCompleteLog } from './event-log/wait-for-log.ts';
import { printResults } from './print-results.ts';
import type { Random } from './random.ts';
import { createSeededRandom } from './seed.ts';
import { sendPlan } from './sending/send-plan.ts';
import { createSender, type Sender } from './sending/sender.ts';
import { planTraffic } from './traffic/plan.ts';
import type { Plan, PlanOptions } from './traffic/plan-types.ts';

export interface Scenario extends DeploymentOptions, PlanOptions {
  name: string;
  /** Breaks something while the traffic is sent. */
  disturb?(run: RunControls): Promise<void>;
}

export interface RunControls {
  deployment: Deployment;
  random: Random;
  sender: Sender;
  /** Resolves when this share of the deliveries was accepted. */
  waitForShare(share: number): Promise<void>;
  /** The periods in which Redis was not available. `disturb` adds each period that it causes. */
  outages: Outage[];
}

export interface Result {
  findings: Findings;
  processErrors: string[];
  sender: Sender;
  plan: Plan;
  log: readonly LogLine[];
}

/** Sends the traffic of a plan to a deployment, and compares the event log with what was sent. */
export async function runScenario({ name, disturb, ...options }: Scenario): Promise<Result> {
  const random = createSeededRandom(name);
  const plan = planTraffic(random, options);
  const deployment = await startDeployment(options);
  const sender = await createSender(deployment.ports, random);
  const startedAt = performance.now();
  const outages: Outage[] = [];
  const waitForShare = async (share: number): Promise<void> => {
    while ((sender.statuses.get(200) ?? 0) < plan.deliveries * share) await sleep(1);
  };
  await Promise.all([sendPlan(plan, sender), disturb?.({ deployment, random, sender, waitForShare, outages })]);
  sender.close();
  const events = plan.events.filter(({ fails }) => fails !== 'kills');
  const log = await waitForCompleteLog(deployment.folder, events);
  const seconds = (performance.now() - startedAt) / 1_000;
  const findings = checkEventLog({
    events,
    log,
    unordered: sender.unordered,
    exclusive: options.inbox ? 'everywhere' : 'one process',
    killed: deployment.killed,
    delayed: sender.delayed,
    outages,
  });

  const pauses = log.filter(({ step }) => step === 'paused').length;
  const { lost, repeated, allowedRepeats, wrongCopy, outOfOrder, overlapping } = findings;
  printResults(name, {
    deliveries: plan.deliveries,
    'sent again': [...sender.statuses.values()].reduce((sum, count) => sum + count) - plan.deliveries,
    events: plan.events.length,
    duplicates: plan.duplicates,
    'partial and complete pairs': plan.pairs,
    failures: log.filter(({ step }) => step === 'failed').length,
    lost: lost.length,
    repeated: repeated.length,
    ...(deployment.killed.size > 0 && {
      killed: deployment.killed.size,
      'running when killed': countInterrupted(log, deployment.killed),
    }),
    ...(pauses > 0 && { pauses }),
    ...(outages.length > 0 && { outages: outages.length }),
    ...((disturb || pauses > 0) && { 'allowed repeats': allowedRepeats.length }),
    ...(disturb && { 'answered 503': sender.statuses.get(503) ?? 0, 'not answered': sender.statuses.get(0) ?? 0 }),
    'wrong copy': wrongCopy.length,
    'out of order': outOfOrder.length,
    overlapping: overlapping.length,
    seconds,
    'events/s': Math.round(plan.events.length / seconds),
  });
  return { findings, processErrors: await deployment.processErrors(), sender, plan, log };
}

/** The findings of a correct run. */
export const NO_FINDINGS: Findings = {
  lost: [],
  repeated: [],
  allowedRepeats: [],
  wrongAttempts: [],
  wrongCopy: [],
  unknown: [],
  outOfOrder: [],
  overlapping: [],
};

/** Counts the events that a killed process had begun and not settled. */
function countInterrupted(log: readonly LogLine[], killed: ReadonlySet<number>): number {
  const begun = new Set<string>();
  for (const { step, id, pid } of log) {
    if (!killed.has(pid)) continue;
    if (step === 'began') begun.add(`${pid} ${id}`);
    else if (step === 'failed' || step === 'settled') begun.delete(`${pid} ${id}`);
  }
  return begun.size;
}
