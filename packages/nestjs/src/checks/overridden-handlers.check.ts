import { VZapsError } from '@vzaps/core/webhooks';
import { bindingsOf, decoratedMethods } from '../handlers/on-vzaps-event.decorator.ts';
import { type Host, isStatic, prototypeOf } from '../handlers/provider-wrapper.ts';

/** Classes with handlers that some application of this process provides. */
const elsewhere = new WeakSet<object>();

/**
 * Refuses what a factory makes anew for each event, under a token that does not tell what it is: before the first
 * event nothing is there to be looked at, and then it would be too late. Its source tells which class it makes.
 *
 * @throws VZapsError `HANDLER_HIDDEN`.
 */
export function refuseHidden(hosts: readonly Host[]): void {
  const makers = hosts.filter((host) => host.isFactory && !isStatic(host));
  // Of several classes of one name nobody can tell which is meant.
  const isFound = (name: string, factory: Host): boolean =>
    [...decoratedMethods()].some(
      ([prototype, keys]) =>
        prototype.constructor.name === name &&
        (heirsOf(prototype, hosts).length > 0 || isFoundAs(prototypeOf(factory), prototype, keys)),
    );
  for (const prototype of decoratedMethods().keys()) {
    if (elsewhere.has(prototype)) continue;
    const { name } = prototype.constructor;
    const factory = makers.find((host) => makes(host, name) && !isFound(name, host));
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
    if (heirs.length > 0) elsewhere.add(prototype);
    else if (elsewhere.has(prototype)) return [];
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

/** Whether all of its handlers are found in the class that is the factory's token, and that it extends. */
function isFoundAs(token: object | null, prototype: object, keys: ReadonlySet<string>): boolean {
  if (!token || !Object.prototype.isPrototypeOf.call(token, prototype)) return false;
  return [...keys].every((key) => bindingsOf(methodOf(token, key)).length > 0);
}

const STRINGS_AND_COMMENTS = /\/\*[\s\S]*?\*\/|\/\/.*|(['"`])(?:\\[\s\S]|(?!\1)[^\\])*\1/g;

/** Whether a factory's source makes an object of a class of that name. A minified one says nothing. */
function makes(factory: Host, name: string): boolean {
  if (name.length < 3 || prototypeOf(factory)?.constructor.name === name) return false;
  const source = String(factory.metatype).replace(STRINGS_AND_COMMENTS, '');
  return source.split(/\bnew\s+/).some((made) => made.startsWith(name) && !/^[\w$.]/.test(made.slice(name.length)));
}
