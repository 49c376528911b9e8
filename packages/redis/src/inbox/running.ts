/** What is at work now. */
export function createRunning(): { add<T>(work: Promise<T>): Promise<T>; idle(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  return {
    add(work) {
      running.add(work);
      const gone = (): boolean => running.delete(work);
      work.then(gone, gone);
      return work;
    },
    async idle() {
      await Promise.allSettled(running);
    },
  };
}

/** Waits for the work, and no longer than so many milliseconds; never rejects. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => {}), over]);
  clearTimeout(timer);
}
