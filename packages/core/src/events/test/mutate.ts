type Json = Record<string, unknown>;

const VALUES: (() => unknown)[] = [
  () => null,
  () => undefined,
  () => '',
  () => 0,
  () => -1.5,
  () => 2 ** 60,
  () => true,
  () => [],
  () => ({}),
  () => [[null]],
  () => 'text \ud800 😀',
  () => '{"a":1}',
  () => '[',
  () => 'x'.repeat(5_000),
  () => '5511900001234@s.whatsapp.net',
  () => '271828182845904@lid',
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  () => JSON.parse('['.repeat(250) + ']'.repeat(250)),
  () => ({ type: 'Message', event: {} }),
];

const KEYS = [
  '__proto__',
  'constructor',
  '__Proto__',
  'type',
  'Type',
  'event',
  'data',
  'json_data',
  'toString',
  'X',
  'id',
];

/** Each function takes the object or array to change, one of its keys, and a number that chooses a value. */
const MUTATIONS: ((holder: Json, key: string, choice: number) => void)[] = [
  (holder, key, choice) => set(holder, key, VALUES[choice % VALUES.length]?.()),
  (holder, key) => {
    delete holder[key];
  },
  (holder, key, choice) => {
    set(holder, KEYS[choice % KEYS.length] ?? 'x', holder[key]);
    delete holder[key];
  },
  (holder, key) => set(holder, key, JSON.stringify(holder[key])),
  (holder, key) => set(holder, `${key.charAt(0).toUpperCase()}${key.slice(1)}`, holder[key]),
  (holder, _key, choice) => set(holder, KEYS[choice % KEYS.length] ?? 'x', VALUES[choice % VALUES.length]?.()),
  (holder, key) => set(holder, key, [holder[key]]),
  (holder, key) => set(holder, key, typeof holder[key] === 'object' ? {} : String(holder[key])),
  (holder, key) => set(holder, key, { message: holder[key] }),
];

export const STEPS = MUTATIONS.length;

/** Changes one place of a JSON value. `where` chooses the place. The value itself is changed. */
export function mutate(value: unknown, step: number, where: number, choice: number): unknown {
  const places = placesOf(value);
  if (places.length === 0) return VALUES[choice % VALUES.length]?.();
  const [holder, key] = places[where % places.length] as [Json, string];
  MUTATIONS[step]?.(holder, key, choice);
  return value;
}

function placesOf(value: unknown, places: [Json, string][] = [], depth = 0): [Json, string][] {
  if (typeof value !== 'object' || value === null || depth > 12) return places;
  for (const key of Object.keys(value)) {
    places.push([value as Json, key]);
    placesOf((value as Json)[key], places, depth + 1);
  }
  return places;
}

/** Sets an own property with any name, like JSON.parse. */
function set(holder: Json, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
