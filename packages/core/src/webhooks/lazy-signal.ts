/** What is followed of a signal. */
export type Abortable = Pick<AbortSignal, 'aborted' | 'reason'> & EventTarget;

export interface LazySignal {
  /** Made when it is first asked for: most handlers never do, and a controller costs more than a short handler. */
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Listens to the others no longer. */
  release(): void;
}

/** A signal that aborts with any of the others, or by itself. Its listeners go with `release()`. */
export function lazySignal(others: readonly Abortable[]): LazySignal {
  let controller: AbortController | undefined;
  let reason: { reason: unknown } | undefined;
  let released = false;
  const follow: Follower = (why) => controller?.abort(why);

  return {
    get signal() {
      if (controller) return controller.signal;
      controller = new AbortController();
      const already = reason ?? others.find((other) => other.aborted);
      if (already) controller.abort(already.reason);
      else if (!released) for (const other of others) startFollowing(other, follow);
      return controller.signal;
    },
    abort(why) {
      reason = { reason: why };
      controller?.abort(why);
    },
    release() {
      released = true;
      if (controller) for (const other of others) stopFollowing(other, follow);
    },
  };
}

type Follower = (reason: unknown) => void;

interface Followed {
  readonly followers: Set<Follower>;
  tell(): void;
}

const followed = new WeakMap<Abortable, Followed>();

/** One listener on a signal, however many follow it: Node takes eleven for a leak, and says so. */
function startFollowing(signal: Abortable, follower: Follower): void {
  const already = followed.get(signal);
  if (already) return void already.followers.add(follower);
  const followers = new Set([follower]);
  const tell = (): void => {
    for (const each of followers) each(signal.reason);
  };
  followed.set(signal, { followers, tell });
  signal.addEventListener('abort', tell, { once: true });
}

function stopFollowing(signal: Abortable, follower: Follower): void {
  const found = followed.get(signal);
  if (!found?.followers.delete(follower) || found.followers.size > 0) return;
  followed.delete(signal);
  signal.removeEventListener('abort', found.tell);
}
