import { bindingsOf } from '../handlers/on-vzaps-event.decorator.ts';

/**
 * Finds methods that override a handler of a base class without `@OnVZapsEvent()`. They receive no event, because
 * decorators are not inherited by an override.
 *
 * @param prototypes The prototypes of all providers and controllers.
 * @param registration Only handlers of this registration are reported.
 * @returns A warning for each method.
 */
export function findOverriddenHandlers(prototypes: readonly object[], registration: string | undefined): string[] {
  const warnings = prototypes.flatMap((prototype) =>
    getBasePrototypes(prototype).flatMap((base) =>
      Object.entries(Object.getOwnPropertyDescriptors(base))
        .filter(([, { value }]) => bindingsOf(value).some(({ name }) => name === registration))
        .filter(([methodName]) => bindingsOf(getMethod(prototype, methodName)).length === 0)
        .map(([methodName]) => {
          const [type, baseType] = [prototype.constructor.name, base.constructor.name];
          return `${type}.${methodName}() receives no event: it overrides ${baseType}.${methodName}() without @OnVZapsEvent(). Add the decorator to the override.`;
        }),
    ),
  );
  return [...new Set(warnings)];
}

function getBasePrototypes(prototype: object): object[] {
  const bases: object[] = [];
  for (
    let base = Object.getPrototypeOf(prototype);
    base && base !== Object.prototype;
    base = Object.getPrototypeOf(base)
  ) {
    bases.push(base);
  }
  return bases;
}

/** Reads no accessor: a getter of a provider may throw, or have an effect. */
function getMethod(prototype: object, methodName: string): unknown {
  for (let owner: object | null = prototype; owner; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, methodName);
    if (descriptor) return descriptor.value;
  }
  return undefined;
}
