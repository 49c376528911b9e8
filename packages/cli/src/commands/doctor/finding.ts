/** The result of one check. */
export interface Finding {
  readonly check: string;
  /** `skipped`: it could not be checked. */
  readonly state: 'ok' | 'wrong' | 'skipped';
  readonly detail: string;
  /** What to do. */
  readonly solution?: string;
}

export const ok = (check: string, detail: string): Finding => ({ check, state: 'ok', detail });
export const skipped = (check: string, detail: string): Finding => ({ check, state: 'skipped', detail });
export const wrong = (check: string, detail: string, solution: string): Finding => ({
  check,
  state: 'wrong',
  detail,
  solution,
});
