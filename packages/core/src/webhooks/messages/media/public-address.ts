/** An IPv4 or IPv6 address as 16 bytes. IPv4 is written as an IPv4-mapped IPv6 address. `undefined` if it is neither. */
function parseAddress(text: string): number[] | undefined {
  const address = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const v4 = parseV4(address);
  if (v4) return [...MAPPED_PREFIX, ...v4];
  return address.includes(':') ? parseV6(address) : undefined;
}

const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function parseV4(text: string): number[] | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseV6(text: string): number[] | undefined {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return undefined;
  const before = parseGroups(head);
  const after = parseGroups(tail ?? '');
  if (!before || !after) return undefined;
  const missing = 16 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 2) return undefined;
  return [...before, ...Array<number>(missing).fill(0), ...after];
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  for (const group of text.split(':')) {
    const v4 = parseV4(group);
    if (v4) bytes.push(...v4);
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
}

/** The ranges that are not part of the public internet are those of RFC 6890. */
function isPublicV4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && (b & 0xc0) === 64) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && (b & 0xf0) === 16) return false;
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false;
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false;
  return !(a === 203 && b === 0 && c === 113);
}

const startsWith = (bytes: readonly number[], ...prefix: number[]): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

/**
 * Whether an IP address belongs to the public internet: not loopback, private, link-local, shared, multicast or reserved.
 * For an IPv6 address that contains an IPv4 address (mapped, NAT64, 6to4), the IPv4 address decides.
 */
export function isPublicAddress(address: string): boolean {
  const bytes = parseAddress(address);
  if (!bytes) return false;
  if (startsWith(bytes, ...MAPPED_PREFIX)) return isPublicV4(bytes.slice(12));
  if (startsWith(bytes, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) return isPublicV4(bytes.slice(12));
  if (startsWith(bytes, 0x20, 0x02)) return isPublicV4(bytes.slice(2, 6));
  const [first = 0, second = 0, third = 0] = bytes;
  // The reserved parts of 2000::/3: 2001::/23 (Teredo, benchmarks and others), and two ranges for documentation.
  if (startsWith(bytes, 0x20, 0x01) && third < 2) return false;
  if (startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8) || (first === 0x3f && second === 0xff && third < 0x10)) return false;
  return (first & 0xe0) === 0x20;
}

/** Whether a URL's host name may name a public host. An IP address is judged as such. Other names are not looked up. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, '');
  if (parseAddress(name)) return isPublicAddress(name);
  return name.includes('.') && !/\.(localhost|local|internal|intranet|lan|home\.arpa)$/.test(name);
}
