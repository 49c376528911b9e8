import { VZapsError } from '@vzaps/core/webhooks';
import { type Host, isStatic, prototypeOf } from './handler.host.ts';
import { bindingsOf, decoratedMethods } from './on-vzaps-event.decorator.ts';

/**
 * Refuses what a factory makes anew for each event, under a token that does not tell what it is: before the first
 * event nothing is there to be looked at, and then it would be too late. Its source tells which class it makes.
 *
 * @throws VZapsError `HANDLER_HIDDEN`.
 */
export function refuseHidden(hosts: readonly Host[]): void {
  for (const prototype of decoratedMethods().keys()) {
    if (heirsOf(prototype, hosts).length > 0) continue;
    const { name } = prototype.constructor;
    const factory = hosts.find((host) => host.isFactory && !isStatic(host) && makes(host, name));
    if (!factory) continue;
    throw new VZapsError(
      'HANDLER_HIDDEN',
      `Handlers of ${name} would get no event: a factory makes it anew each time, under a token that does not tell ` +
        `its class (${String(factory.name)}). Provide it under its class: { provide: ${name}, useFactory: … }.`,
    );
  }
}

/** Decorated methods for this registration that get no event, in words. */
export function lostHandlers(hosts: readonly Host[], registration: string | undefined): string[] {
  const lost = [...decoratedMethods()].flatMap(([prototype, keys]) => {
    const { name } = prototype.constructor;
    const heirs = heirsOf(prototype, hosts);
    return [...keys]
      .filter((key) => bindingsOf(methodOf(prototype, key)).some((binding) => binding.name === registration))
      .flatMap((key) => {
        if (heirs.length === 0) return `${name}.${key}() is in no provider`;
        return heirs
          .filter((heir) => bindingsOf(methodOf(heir, key)).length === 0)
          .map((heir) => `${heir.constructor.name}.${key}() overrides that of ${name}, without the decorator`);
      });
  });
  return [...new Set(lost)];
}

/** The prototypes of providers that have these methods, or have overridden them. */
function heirsOf(prototype: object, hosts: readonly Host[]): object[] {
  const heirs = hosts
    .map(prototypeOf)
    .filter((each) => each !== null && (each === prototype || Object.prototype.isPrototypeOf.call(prototype, each)));
  return [...new Set(heirs as object[])];
}

function methodOf(prototype: object, key: string): unknown {
  for (let owner: object | null = prototype; owner; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor) return descriptor.value;
  }
}

/** Whether the source of a factory names a class that its token does not tell: another class may have the same name. */
const makes = (factory: Host, name: string): boolean =>
  prototypeOf(factory)?.constructor.name !== name &&
  String(factory.metatype)
    .split(/[^\w$]+/)
    .includes(name);
