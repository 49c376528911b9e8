import { redactor } from '../../errors/redact.ts';
import { safeCause } from '../../errors/safe-cause.ts';
import { VZapsValidationError } from '../../errors/validation-error.ts';
import { dataUrl } from './data-url.ts';
import { type Readable, readBytes, WrongChunk } from './read-bytes.ts';

/** Media that has to be read first, which is done when all else of the request is known to be right. */
export class Unread {
  readonly #source: Readable;
  readonly #fallback: string;

  constructor(source: Readable, fallback: string) {
    this.#source = source;
    this.#fallback = fallback;
  }

  /**
   * As a data URL.
   *
   * @throws VZapsValidationError at the field `name` for what cannot be sent; the signal's reason on abort.
   */
  async read(name: string, signal: AbortSignal | undefined): Promise<string> {
    const bytes = await readBytes(this.#source, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error instanceof WrongChunk
        ? refuse(name, 'must be a stream of bytes or text')
        : refuse(name, 'could not be read to its end', safeCause(error, redactor([])));
    });
    if (bytes.length === 0) throw refuse(name, 'must not be empty');
    return dataUrl(bytes, this.#source instanceof Blob ? this.#source.type : '', this.#fallback);
  }
}

function refuse(name: string, message: string, cause?: unknown): VZapsValidationError {
  return new VZapsValidationError([{ path: [name], message }], { cause });
}
