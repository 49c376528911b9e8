import { element } from './element.js';

/** A string (a key if a colon follows), a number, or a literal. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|true|false|null/gi;

/**
 * Formats a value as JSON with coloured keys, strings, numbers and literals. A line that wraps keeps its indent.
 *
 * @param {unknown} value
 */
export function highlightJson(value) {
  const fragment = document.createDocumentFragment();
  const lines = (JSON.stringify(value, null, 2) ?? '').split('\n');
  for (const [at, line] of lines.entries()) {
    const text = line.trimStart();
    const block = element('span', 'json-line');
    block.style.setProperty('--indent', String(line.length - text.length));
    block.append(line.slice(0, line.length - text.length), ...tokenize(text), at < lines.length - 1 ? '\n' : '');
    fragment.append(block);
  }
  return fragment;
}

/** @param {string} line @returns {(string | HTMLElement)[]} */
function tokenize(line) {
  const parts = [];
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    const [token, quoted, colon = ''] = match;
    const kind = quoted ? (colon ? 'key' : 'text') : /\d/.test(token) ? 'number' : 'word';
    parts.push(line.slice(end, match.index), element('span', `json-${kind}`, quoted ?? token), colon);
    end = match.index + token.length;
  }
  return [...parts, line.slice(end)];
}
