/** A place in a lane. */
export interface Place {
  /** Settles when who has it leaves. Made and settled by the same request, so that others may await it on workerd. */
  readonly left: Promise<void>;
  readonly leave: () => void;
  /** How many are before it at most. */
  ahead: number;
  /** Who must leave first. */
  before: Place | undefined;
  gone: boolean;
}

export function createPlace(before: Place | undefined): Place {
  let leave: () => void = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return { left, leave, before, ahead: before ? before.ahead + 1 : 0, gone: false };
}

/** Who leaves before the turn has come lets nobody overtake: the next one follows the one before as well. */
export async function untilFirst(place: Place): Promise<void> {
  for (; place.before; place.before = place.before.before) await place.before.left;
}

/** The last one that is still there, from here on. */
export function lastInside(place: Place): Place | undefined {
  let last: Place | undefined = place;
  while (last?.gone) last = last.before;
  return last;
}
