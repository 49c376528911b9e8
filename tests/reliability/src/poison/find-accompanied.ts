import type { LogLine } from '../event-log/line.ts';

/**
 * Returns the events that may have killed a process, and were started beside another event afterwards. Such an event was
 * running when its process was killed.
 */
export function findAccompanied(log: readonly LogLine[], killed: ReadonlySet<number>): string[] {
  const lines = [...log].sort((one, other) => one.to - other.to);
  const running = new Map<number, Set<string>>();
  const suspects = new Set<string>();
  const alone = new Map<number, string>();
  const accompanied = new Set<string>();
  for (const { step, id, pid } of lines) {
    const beside = running.get(pid) ?? new Set<string>();
    running.set(pid, beside);
    if (step === 'began') {
      // Every event that a killed process was running is under suspicion when it begins again in another process.
      for (const [other, ids] of running) {
        if (other !== pid && killed.has(other) && ids.delete(id)) suspects.add(id);
      }
      const lonely = alone.get(pid);
      if (lonely !== undefined) accompanied.add(lonely);
      if (suspects.has(id)) {
        if (beside.size > 0) accompanied.add(id);
        alone.set(pid, id);
      }
      beside.add(id);
    } else if (step === 'ended' || step === 'failed') {
      beside.delete(id);
      if (alone.get(pid) === id) alone.delete(pid);
      if (step === 'ended') suspects.delete(id);
    }
  }
  return [...accompanied];
}
