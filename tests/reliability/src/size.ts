/** `RELIABILITY=full` runs the suite at full size. The small size runs with all other tests. */
export const isFullSize = process.env.RELIABILITY === 'full';

export function bySize<T>(small: T, full: T): T {
  return isFullSize ? full : small;
}
