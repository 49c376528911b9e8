export interface DiagnosticsChannel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

interface ProcessLike {
  getBuiltinModule?: (name: string) => { channel(name: string): DiagnosticsChannel } | undefined;
}

/**
 * Opens a channel of `node:diagnostics_channel`, without an import that bundlers for browsers refuse.
 *
 * @returns `undefined` where the platform has no diagnostics channels. Node, Bun, Deno and Workers with Node's API have
 * them.
 */
export function openDiagnosticsChannel(name: string): DiagnosticsChannel | undefined {
  const { process } = globalThis as { process?: ProcessLike };
  try {
    return process?.getBuiltinModule?.('node:diagnostics_channel')?.channel(name);
  } catch {
    // The edge runtime of Next.js has functions in `process` that throw.
    return undefined;
  }
}
