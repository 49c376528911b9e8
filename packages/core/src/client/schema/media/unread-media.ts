import { redactor } from '../../errors/redact.ts';
import { toSafeCause } from '../../errors/to-safe-cause.ts';
import { VZapsValidationError } from '../../errors/validation-error.ts';
import { toDataUrl } from './data-url.ts';
import { type Readable, readBytes, WrongChunkError } from './read-bytes.ts';

/** Media that must be read before the request is sent, such as a stream. It is read after all other fields were checked. */
export class UnreadMedia {
  readonly #source: Readable;
  readonly #fallback: string;

  constructor(source: Readable, fallback: string) {
    this.#source = source;
    this.#fallback = fallback;
  }

  /**
   * Reads the media to its end and returns a data URL.
   *
   * @throws VZapsValidationError at the field `name` if the media cannot be sent. The signal's reason on abort.
   */
  async read(name: string, signal: AbortSignal | undefined): Promise<string> {
    const bytes = await readBytes(this.#source, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error instanceof WrongChunkError
        ? invalidMedia(name, 'must be a stream of bytes or text')
        : invalidMedia(name, 'could not be read to its end', toSafeCause(error, redactor([])));
    });
    if (bytes.length === 0) throw invalidMedia(name, 'must not be empty');
    return toDataUrl(bytes, this.#source instanceof Blob ? this.#source.type : '', this.#fallback);
  }
}

function invalidMedia(name: string, message: string, cause?: unknown): VZapsValidationError {
  return new VZapsValidationError([{ path: [name], message }], { cause });
}
