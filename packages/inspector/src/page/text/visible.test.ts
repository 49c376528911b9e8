import { expect, it } from 'vitest';
import { makePlain } from './visible.tsx';

it.each([
  ['a right-to-left override', 'invoice\u202egnp.exe', 'invoice⟦U+202E⟧gnp.exe'],
  ['an isolate', '\u2066a\u2069', '⟦U+2066⟧a⟦U+2069⟧'],
  ['a zero-width space', 'pay\u200bpal', 'pay⟦U+200B⟧pal'],
  ['a joiner between Latin letters', 'a\u200db', 'a⟦U+200D⟧b'],
  ['a control character', 'a\u0007\u001b[31m', 'a⟦U+0007⟧⟦U+001B⟧[31m'],
  ['a byte order mark', '\ufeffa', '⟦U+FEFF⟧a'],
  ['half of a surrogate pair', 'a\ud83d', 'a⟦U+D83D⟧'],
  ['a tag that no flag has', 'a\u{e0041}', 'a⟦U+E0041⟧'],
])('makePlain() makes %s visible', (_, text, visible) => {
  expect(makePlain(text)).toBe(visible);
});

it.each([
  ['a family emoji', '👨‍👩‍👧'],
  ['an emoji with a skin tone and a joiner', '👩🏽‍💻'],
  ['the flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['Persian with a non-joiner', 'می‌خواهم'],
  ['Hindi with a joiner', 'क्‍ष'],
  ['lines', 'one\ntwo'],
])('makePlain() changes nothing in %s', (_, text) => {
  expect(makePlain(text)).toBe(text);
});
