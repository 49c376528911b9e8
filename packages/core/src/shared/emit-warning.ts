import { type ErrorCode, linkToPage } from '../errors.ts';

interface ProcessLike {
  emitWarning?: (message: string, options: { type: string; code: string }) => void;
}

/**
 * Emits a warning of the type `VZapsWarning` through `process.emitWarning`. It ends with the link to the code's page. Node
 * prints it to stderr, and `process.on('warning')` receives it. Does nothing where the platform has no such function, as
 * on Workers without Node's API.
 */
export function emitWarning(code: ErrorCode, message: string): void {
  const { process } = globalThis as { process?: ProcessLike };
  try {
    process?.emitWarning?.(`${message} See ${linkToPage(code)}`, { type: 'VZapsWarning', code });
  } catch {
    // The edge runtime of Next.js has functions in `process` that throw.
  }
}
