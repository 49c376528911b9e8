import type { Terminal } from './terminal.ts';

export interface Progress {
  update(done: number, state: string): void;
  stop(): void;
}

/** Shows a progress bar on stderr. Without a screen it shows nothing. */
export async function startProgress(terminal: Terminal, total: number): Promise<Progress> {
  if (!terminal.showsProgress || total === 0) return { update: () => {}, stop: () => {} };
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value}/{total}  {state}',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: false,
    linewrap: false,
    stream: terminal.stderr,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  bar.start(total, 0, { state: '' });
  return { update: (done, state) => bar.update(done, { state }), stop: () => bar.stop() };
}
