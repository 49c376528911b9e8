import type { LogLine } from '../event-log/line.ts';

/**
 * Returns the events that must run alone and did not. An event must run alone if a process was killed while it was running
 * the event.
 */
export function findNotAlone(log: readonly LogLine[], killed: ReadonlySet<number>): string[] {
  const lines = [...log].sort((one, other) => one.to - other.to);
  const running = new Map<number, Set<string>>();
  const mustRunAlone = new Set<string>();
  const alone = new Map<number, string>();
  const notAlone = new Set<string>();
  for (const { step, id, pid } of lines) {
    const beside = running.get(pid) ?? new Set<string>();
    running.set(pid, beside);
    if (step === 'began') {
      // An event that a killed process was running must run alone when it begins again in another process.
      for (const [other, ids] of running) {
        if (other !== pid && killed.has(other) && ids.delete(id)) mustRunAlone.add(id);
      }
      const idAlone = alone.get(pid);
      if (idAlone !== undefined) notAlone.add(idAlone);
      if (mustRunAlone.has(id)) {
        if (beside.size > 0) notAlone.add(id);
        alone.set(pid, id);
      }
      beside.add(id);
    } else if (step === 'ended' || step === 'failed') {
      beside.delete(id);
      if (alone.get(pid) === id) alone.delete(pid);
      if (step === 'ended') mustRunAlone.delete(id);
    }
  }
  return [...notAlone];
}
