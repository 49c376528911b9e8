interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}
interface Builtins {
  getBuiltinModule?: (name: string) => { channel(name: string): Channel } | undefined;
}

const { process } = globalThis as { process?: Builtins };

/** The diagnostics channel `vzaps:outcome`, where there is one: Node, Bun, Deno, and Workers with Node's API. */
export const outcomeChannel: Channel | undefined = process
  ?.getBuiltinModule?.('node:diagnostics_channel')
  ?.channel('vzaps:outcome');
