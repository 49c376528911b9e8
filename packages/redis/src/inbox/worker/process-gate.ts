/**
 * Limits what runs at once in this process. Many entries run beside each other. An entry that may have ended a process
 * runs alone.
 */
export interface ProcessGate {
  /** Whether work waits because an entry runs alone or is going to. Running conversations should end soon. */
  readonly isAwaited: boolean;
  runBeside<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until all other work has ended. Work that comes later waits until this one has ended. */
  runAlone<T>(work: () => Promise<T>): Promise<T>;
}

interface Waiting {
  alone: boolean;
  enter(): void;
}

export function createProcessGate(): ProcessGate {
  // First in, first out: neither kind of work can block the other kind for ever.
  const queue: Waiting[] = [];
  let running = 0;
  let runsAlone = false;

  function admit(): void {
    for (let first = queue[0]; first; first = queue[0]) {
      if (runsAlone || (first.alone && running > 0)) return;
      queue.shift();
      running += 1;
      runsAlone = first.alone;
      first.enter();
    }
  }

  async function run<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      queue.push({ alone, enter });
      admit();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      runsAlone = false;
      admit();
    }
  }

  return {
    get isAwaited() {
      return queue.length > 0;
    },
    runBeside: (work) => run(false, work),
    runAlone: (work) => run(true, work),
  };
}

/** The gate of all workers in this process: a handler that ends the process ends all of them. */
export const processGate = createProcessGate();
