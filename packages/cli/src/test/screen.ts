import { stripVTControlCharacters } from 'node:util';

/** What a test sees of a command. */
export interface RunningCli {
  /** What the screen shows so far: without colors, and with one line for each line of the terminal. */
  screen(): string;
  /** Resolves when the screen shows this text. */
  shows(text: string | RegExp): Promise<void>;
  /** Presses Ctrl-C. */
  interrupt(): void;
  readonly exitCode: Promise<number>;
}

/** The screen of one command, where stdout and stderr are shown together. */
export class Screen {
  #output = '';
  #hasEnded = false;
  readonly #listeners = new Set<() => void>();

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  write(output: string): void {
    this.#output += output;
    for (const listener of this.#listeners) listener();
  }

  end(): void {
    this.#hasEnded = true;
    for (const listener of this.#listeners) listener();
  }

  text(): string {
    return toLines(this.#output);
  }

  /** @throws If the command ends and did not show the text. */
  shows(text: string | RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const isShown = typeof text === 'string' ? this.text().includes(text) : text.test(this.text());
        if (!isShown && !this.#hasEnded) return;
        this.#listeners.delete(check);
        if (isShown) resolve();
        else reject(new Error(`The command ended and did not show ${text}:\n${this.text()}`));
      };
      this.#listeners.add(check);
      check();
    });
  }
}

/** Removes the sequences that move the cursor, and keeps the last text of each line. */
function toLines(output: string): string {
  return (
    output
      .replaceAll('\r\n', '\n')
      // The sequence that moves the cursor to the first column.
      .replaceAll('\u001b[1G', '\r')
      .split('\n')
      .map((line) => stripVTControlCharacters(line.split('\r').filter(Boolean).at(-1) ?? '').trimEnd())
      .join('\n')
      .trim()
  );
}
