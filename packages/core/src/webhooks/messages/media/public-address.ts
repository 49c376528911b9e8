/**
 * The eight groups of an IPv6 address. IPv4 is read as an IPv4-mapped IPv6 address. `undefined` if the text is neither.
 * The URL parser checks the address and writes it in one form: `[head::tail]`, with hexadecimal groups only.
 */
function parseAddress(text: string): number[] | undefined {
  const address = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!/^[\da-f]*[.:][\da-f.:]*$/i.test(address)) return undefined;
  const url = `http://[${address.includes(':') ? '' : '::ffff:'}${address}]`;
  if (!URL.canParse(url)) return undefined;
  const [before = [], after = []] = new URL(url).hostname.slice(1, -1).split('::').map(parseGroups);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function parseGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** The ranges that are not part of the public internet are those of RFC 6890. */
function isPublicV4(high = 0, low = 0): boolean {
  const [a, b, c] = [high >> 8, high & 255, low >> 8];
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && (b & 0xc0) === 64) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && (b & 0xf0) === 16) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  return !(a === 203 && b === 0 && c === 113);
}

const startsWith = (groups: readonly number[], ...prefix: number[]): boolean =>
  prefix.every((group, index) => groups[index] === group);

/**
 * Whether an IP address belongs to the public internet: not loopback, private, link-local, shared, multicast or reserved.
 * For an IPv6 address that contains an IPv4 address (mapped, NAT64, 6to4), the IPv4 address decides.
 */
export function isPublicAddress(address: string): boolean {
  const groups = parseAddress(address);
  if (!groups) return false;
  const [first = 0, second = 0, third] = groups;
  if (startsWith(groups, 0, 0, 0, 0, 0, 0xffff)) return isPublicV4(groups[6], groups[7]);
  if (startsWith(groups, 0x64, 0xff9b, 0, 0, 0, 0)) return isPublicV4(groups[6], groups[7]);
  if (first === 0x2002) return isPublicV4(second, third);
  // The reserved parts of 2000::/3: 2001::/23 (Teredo, benchmarks and others), and two ranges for documentation.
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return false;
  return first >> 13 === 1 && (first !== 0x3fff || second >= 0x1000);
}

/**
 * Whether a URL's host name may name a public host. For an IP address, `isPublicAddress()` decides. Other names are not
 * looked up.
 */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, '');
  if (parseAddress(name)) return isPublicAddress(name);
  return name.includes('.') && !/\.(localhost|local|internal|intranet|lan|home\.arpa|\d+)$/.test(name);
}
