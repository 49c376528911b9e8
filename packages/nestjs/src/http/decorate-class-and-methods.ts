import type { Type } from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';

// Nest applies those of the class to each of its methods.
const ENHANCERS: readonly unknown[] = [
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
];

/**
 * Decorates a class, and copies the new metadata to its methods. Many guards read only the metadata of
 * `context.getHandler()`, where a user would write `@Public()` above the method.
 */
export function decorateClassAndMethods(
  type: Type,
  methods: readonly string[],
  decorators: readonly ClassDecorator[],
): Type {
  const before = new Set(Reflect.getMetadataKeys(type));
  const decorated = decorators.reduce<Type>(
    (target, decorate) => (decorate(target) as Type | undefined) ?? target,
    type,
  );
  for (const key of Reflect.getMetadataKeys(decorated)) {
    // Swagger merges the metadata of class and method, so a copy would apply the metadata twice.
    if (before.has(key) || ENHANCERS.includes(key) || String(key).startsWith('swagger/')) continue;
    const value: unknown = Reflect.getMetadata(key, decorated);
    for (const method of methods) Reflect.defineMetadata(key, value, decorated.prototype[method]);
  }
  return decorated;
}
