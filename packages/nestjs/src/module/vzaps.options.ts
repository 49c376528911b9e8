import type { ConfigurableModuleAsyncOptions } from '@nestjs/common';
import type { ClientOption, ReceiverOptions } from '@vzaps/core/webhooks';
import type { VZapsRealtimeOptions } from './realtime-sources.ts';

/** The options of the receiver: `verify`, `client`, `idempotency`, … `useFactory` of `forRootAsync()` returns them. */
export type VZapsModuleOptions = ReceiverOptions<ClientOption | undefined>;

/** The options of the module. In `forRootAsync()` they are given beside `useFactory`. */
export interface VZapsModuleExtras {
  /**
   * Distinguishes several registrations. Handlers, guards and injections refer to it. Without the option `path` it
   * consists of letters, digits, `_`, `-` and `.`, because it is part of the default path. Default: no name.
   */
  name?: string | undefined;
  /**
   * The path of the webhook below the global prefix. It has no version, because VZaps sends none. Default:
   * `webhooks/vzaps`, or `webhooks/vzaps/<name>` with a name. `false`: no route, for a controller of your own.
   */
  path?: string | false | undefined;
  /** Whether every module can inject the client and the receiver. Default `false`: only modules that import this one. */
  isGlobal?: boolean | undefined;
  /**
   * Decorators for the webhook's controller, such as `[Public()]` or `[SkipThrottle()]`. Default: none. A decorator of
   * @nestjs/swagger, such as `ApiTags('webhooks')`, makes the route appear in the OpenAPI document.
   */
  decorators?: readonly ClassDecorator[] | undefined;
  /**
   * Whether handlers run without global guards, such as a `ThrottlerGuard` or an authentication guard under `APP_GUARD`.
   * Guards on a handler or its class still run, and global guards still guard the webhook's route: let deliveries pass
   * there with `decorators`. Default `false`.
   */
  skipGlobalGuards?: boolean | undefined;
  /** Receives events by realtime, so that no public URL is needed. Default: only the webhook. */
  realtime?: VZapsRealtimeOptions | undefined;
}

/** A class for `useClass` or `useExisting` of `forRootAsync()`. */
export interface VZapsOptionsFactory {
  /** Returns the options of the receiver, or a promise of them. */
  createVZapsOptions(): VZapsModuleOptions | Promise<VZapsModuleOptions>;
}

/** `useFactory`, `useClass` or `useExisting`, with `inject` and `imports`, and beside them the options of the module. */
export type VZapsModuleAsyncOptions = ConfigurableModuleAsyncOptions<VZapsModuleOptions, 'createVZapsOptions'> &
  VZapsModuleExtras;
