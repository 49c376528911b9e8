import type { ClientOption, ReceiverOptions } from '@vzaps/core/webhooks';

/** What the receiver takes: `verify`, `client`, `idempotency`, … What `forRootAsync()` makes is this. */
export type VZapsModuleOptions = ReceiverOptions<ClientOption | undefined>;

/** What `forRoot()` and `forRootAsync()` take beside: it shapes the module, so it is known before anything is injected. */
export interface VZapsModuleExtras {
  /**
   * Tells several registrations apart. Handlers, guard and injections refer to it. Letters, digits, `_`, `-` and `.`,
   * since it may stand in the path. Default: none.
   */
  name?: string | undefined;
  /**
   * Where the webhook is, below the global prefix; in no version, since VZaps' URL has none. Default
   * `webhooks/vzaps`, followed by `/` and the name where there is one. `false` for a controller of your own.
   */
  path?: string | false | undefined;
  /** Whether client and receiver can be injected everywhere. Default: where the module is imported. */
  isGlobal?: boolean | undefined;
  /** Put on the webhook's controller: `[Public()]`, `[SkipThrottle()]`, `[ApiExcludeController()]`. */
  decorators?: readonly ClassDecorator[] | undefined;
}

/** A class for `useClass` and `useExisting`. */
export interface VZapsOptionsFactory {
  createVZapsOptions(): VZapsModuleOptions | Promise<VZapsModuleOptions>;
}
