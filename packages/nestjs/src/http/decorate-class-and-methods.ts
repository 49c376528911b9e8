import type { Type } from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';

// Nest runs those of the class for each of its methods already.
const ENHANCERS: readonly unknown[] = [
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
];

/**
 * Decorates a class, and says the same of its methods: many a guard reads `context.getHandler()` alone, where one
 * would have written `@Public()` above the method.
 */
export function decorateBoth(type: Type, methods: readonly string[], decorators: readonly ClassDecorator[]): Type {
  const before = new Set(Reflect.getMetadataKeys(type));
  const decorated = decorators.reduce<Type>(
    (target, decorate) => (decorate(target) as Type | undefined) ?? target,
    type,
  );
  for (const key of Reflect.getMetadataKeys(decorated)) {
    // Swagger adds up what it finds at both.
    if (before.has(key) || ENHANCERS.includes(key) || String(key).startsWith('swagger/')) continue;
    const value: unknown = Reflect.getMetadata(key, decorated);
    for (const method of methods) Reflect.defineMetadata(key, value, decorated.prototype[method]);
  }
  return decorated;
}
