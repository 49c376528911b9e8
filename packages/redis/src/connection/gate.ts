import { PATIENCE, troubleOf } from './answered.ts';

/** Shut while Redis is silent, so that an outage does not pile up what nobody waits for any more. */
export interface Gate {
  /** @throws VZapsError `REDIS_UNAVAILABLE` where what was asked before waits in vain; now and then it lets one through. */
  pass(): void;
  /** Somebody waited in vain. */
  shut(): void;
  /** Any answer of Redis opens it again. */
  hear<T>(answer: Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  let silent = false;
  let nextTry = 0;
  const open = (): void => {
    silent = false;
  };
  return {
    pass() {
      if (!silent) return;
      const now = performance.now();
      if (now < nextTry) throw troubleOf(new Error('what was asked before waits in vain'));
      nextTry = now + PATIENCE;
    },
    shut() {
      silent = true;
      nextTry = performance.now() + PATIENCE;
    },
    hear(answer) {
      answer.then(open, ({ name }: Error) => name === 'ReplyError' && open());
      return answer;
    },
  };
}
