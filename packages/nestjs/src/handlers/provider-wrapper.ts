import { ContextIdFactory, type DiscoveryService } from '@nestjs/core';

/** A provider or a controller, as Nest keeps it. */
export type Host = ReturnType<DiscoveryService['getProviders']>[number];

/** Made once for the application, or anew for each event: request-scoped, transient, or depending on such. */
export const isStatic = (host: Host): boolean => host.isDependencyTreeStatic() && !host.isTransient;

/** Whether it is there already. Nest 10 never ends to look for what belongs to a module that failed to load. */
export function isResolved(host: Host): boolean {
  try {
    return host.getInstanceByContextId(ContextIdFactory.create()).isResolved === true;
  } catch {
    return false;
  }
}

/** What it is, or nothing where it is not there yet. */
export function instanceOf(host: Pick<Host, 'instance'>): unknown {
  try {
    return host.instance;
  } catch {
    return undefined;
  }
}

/** Where its methods are. What a factory makes anew for each event is not there to be asked: its token tells, if it is a class. */
export function prototypeOf(host: Host): object | null {
  const instance = instanceOf(host);
  if (typeof instance === 'object' && instance !== null) return Object.getPrototypeOf(instance);
  return typeof host.token === 'function' && !isStatic(host) ? host.token.prototype : null;
}
