/**
 * Whether the time of a refusal reveals where a guessed signature is wrong: it must not. Samples of guesses whose first or
 * last digit is wrong are taken in random order, and compared with Welch's t-test; |t| over 4.5 would be a leak (the
 * threshold of dudect). The control, a comparison that stops at the first difference, shows that a leak would be seen.
 * `npx -y pnpm@10.34.9 bench:timing`
 */
import { createUrlSigner, hmacSignature, urlToken, type Verifier } from '@vzaps/core/webhooks';

const SAMPLES = 4_000;
const CALLS = 40;
const secret = 'a secret of thirty-two bytes or more';
const ORIGIN = 'https://x.example';
const HEX = 64;

type Guess = () => unknown;

/** Returns the text with one wrong digit: the one at `index` of its last 64 digits. */
function wrongAt(text: string, index: number): string {
  const at = text.length - HEX + index;
  return `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
}

function inUrl(verify: Verifier, target: string): [Guess, Guess] {
  const [first, last] = [wrongAt(target, 0), wrongAt(target, HEX - 1)];
  return [
    () => verify({ method: 'POST', target: first, headers: {} }),
    () => verify({ method: 'POST', target: last, headers: {} }),
  ];
}

function inHeader(verify: Verifier, digest: string): [Guess, Guess] {
  const body = new TextEncoder().encode('{"type":"Connected","event":{}}');
  const [first, last] = [wrongAt(digest, 0), wrongAt(digest, HEX - 1)];
  return [
    () => verify({ method: 'POST', target: '/', headers: { 'x-signature': first }, body }),
    () => verify({ method: 'POST', target: '/', headers: { 'x-signature': last }, body }),
  ];
}

function stopsAtTheFirstDifference(text: string): [Guess, Guess] {
  const equal = (guess: string): boolean => {
    for (let i = 0; i < HEX; i += 1) if (guess.charCodeAt(i) !== text.charCodeAt(i)) return false;
    return true;
  };
  const [first, last] = [wrongAt(text, 0), wrongAt(text, HEX - 1)];
  return [() => equal(first), () => equal(last)];
}

function targetOf(verified: boolean): [Guess, Guess] {
  const signer = createUrlSigner({ secret });
  const target = signer.sign(`${ORIGIN}/hook`, { instanceId: 'VZ9K2M4N8P1Q3R5S7T0W' }).slice(ORIGIN.length);
  // The signer remembers a signature that it verified. The duration must not reveal this signature either.
  if (verified) signer.verify({ method: 'POST', target, headers: {} });
  return inUrl(signer.verify, target);
}

/** Nanoseconds of one call. */
function sample(guess: Guess): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < CALLS; i += 1) guess();
  return Number(process.hrtime.bigint() - start) / CALLS;
}

function compare(name: string, guesses: [Guess, Guess]): void {
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < SAMPLES / 4; i += 1) sample(guesses[i % 2] as Guess);
  while (times[0].length < SAMPLES || times[1].length < SAMPLES) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const nanoseconds = sample(guesses[which]);
    if (times[which].length < SAMPLES) times[which].push(nanoseconds);
  }
  // The slowest tenth is left out: that is other processes, and garbage collection.
  const all = times.flat().sort((a, b) => a - b);
  const limit = all[Math.floor(all.length * 0.9)] as number;
  const [first, last] = times.map((each) => each.filter((time) => time <= limit)) as [number[], number[]];
  const t = (mean(first) - mean(last)) / Math.sqrt(variance(first) / first.length + variance(last) / last.length);
  const medians = [first, last].map((each) => `${median(each).toFixed(1).padStart(9)} ns`);
  console.log(`${name.padEnd(48)}${medians.join('')}   t = ${t.toFixed(2).padStart(7)}`);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

const digest = '0123456789abcdef'.repeat(4);
console.log(`${SAMPLES} samples of ${CALLS} calls each; the wrong digit is${' '.repeat(6)}the first    the last`);
compare('createUrlSigner, URL not seen before', targetOf(false));
compare('createUrlSigner, URL verified before', targetOf(true));
compare('urlToken', inUrl(urlToken({ token: digest, param: 'token' }), `/hook?token=${digest}`));
compare('hmacSignature', inHeader(hmacSignature({ secret, header: 'x-signature' }), digest));
compare('control: stops at the first difference', stopsAtTheFirstDifference(digest));
