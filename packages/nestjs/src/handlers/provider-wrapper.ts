import { ContextIdFactory, type DiscoveryService } from '@nestjs/core';

/** How Nest stores a provider or a controller. */
export type ProviderWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/**
 * Whether there is one instance for the whole application: a value, or what Nest creates once. Others are
 * request-scoped, transient or durable.
 */
export const isSingleton = (wrapper: ProviderWrapper): boolean =>
  !wrapper.metatype || (wrapper.isDependencyTreeStatic() && !wrapper.isTransient);

/** Whether the instance exists already. */
export function isResolved(wrapper: ProviderWrapper): boolean {
  if (!wrapper.metatype) return true;
  try {
    return wrapper.getInstanceByContextId(ContextIdFactory.create()).isResolved === true;
  } catch {
    // Nest 10 recurses without end here if the provider's module failed to load.
    return false;
  }
}

/** The instance, or `undefined` if it does not exist yet. */
export function getInstance(wrapper: Pick<ProviderWrapper, 'instance'>): unknown {
  try {
    return wrapper.instance;
  } catch {
    return undefined;
  }
}

/**
 * The object that has the provider's methods, or `null`. A request-scoped factory has no instance before the first
 * event, so its token is used as the class.
 */
export function getPrototype(wrapper: ProviderWrapper): object | null {
  const instance = getInstance(wrapper);
  if (typeof instance === 'object' && instance !== null) return Object.getPrototypeOf(instance);
  return typeof wrapper.token === 'function' && !isSingleton(wrapper) ? wrapper.token.prototype : null;
}
