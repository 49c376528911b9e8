export type Tone = 'good' | 'neutral' | 'warning' | 'bad';

/** In the order of the filter: what needs no attention first. */
const TONES: Readonly<Record<string, Tone>> = {
  handled: 'good',
  queued: 'good',
  unhandled: 'neutral',
  duplicate: 'neutral',
  superseded: 'neutral',
  busy: 'warning',
  overloaded: 'warning',
  unprocessable: 'warning',
  malformed: 'warning',
  method_not_allowed: 'warning',
  unsupported_encoding: 'warning',
  too_large: 'warning',
  refused: 'bad',
  failed: 'bad',
};

const ORDER = Object.keys(TONES);

export const toneOf = (outcome: string): Tone => TONES[outcome] ?? 'warning';

export function compareOutcomes(a: string, b: string): number {
  return (ORDER.indexOf(a) + 1 || 99) - (ORDER.indexOf(b) + 1 || 99) || a.localeCompare(b);
}

/** The colour repeats what the text says. */
export function Outcome({ outcome }: { outcome: string }) {
  return (
    <span class="outcome" data-tone={toneOf(outcome)}>
      {outcome.replaceAll('_', ' ')}
    </span>
  );
}
