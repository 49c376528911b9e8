import type { DiscoveryService } from '@nestjs/core';

/** A provider or a controller, as Nest keeps it. */
export type Host = ReturnType<DiscoveryService['getProviders']>[number];

/** Made once for the application, or anew for each event: request-scoped, transient, or depending on such. */
export const isStatic = (host: Host): boolean => host.isDependencyTreeStatic() && !host.isTransient;

/** Where its methods are. What a factory makes anew for each event is not there to be asked: its token tells, if it is a class. */
export function prototypeOf(host: Host): object | null {
  if (typeof host.instance === 'object' && host.instance !== null) return Object.getPrototypeOf(host.instance);
  return typeof host.token === 'function' && !isStatic(host) ? host.token.prototype : null;
}
