import { describe, expect, it } from 'vitest';
import { createResponseParser } from './response-parser.ts';

/** Parses the text in pieces of `size` bytes, and then the end of the connection. */
function parse(text: string, { size = text.length, head = false, end = false } = {}) {
  const responses: [number, string, boolean][] = [];
  const parser = createResponseParser({
    isHead: () => head,
    onResponse: ({ status, body, keepAlive }) => responses.push([status, body.toString(), keepAlive]),
  });
  for (let at = 0; at < text.length; at += size) parser.write(Buffer.from(text.slice(at, at + size)));
  if (end) parser.end();
  return responses;
}

const SIZED = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const CHUNKED = 'HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n';
const UNTIL_END = 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it';

describe('createResponseParser', () => {
  it.each([1, 7, 1_000])('parses pipelined responses that arrive in pieces (bytes: %i)', (size) => {
    expect(parse(`HTTP/1.1 100 Continue\r\n\r\n${SIZED}${CHUNKED}${SIZED}`, { size })).toEqual([
      [200, 'hello', true],
      [201, 'abcde', true],
      [200, 'hello', true],
    ]);
  });

  it('completes a body without a length when the connection ends', () => {
    expect(parse(UNTIL_END)).toEqual([]);
    expect(parse(UNTIL_END, { end: true })).toEqual([[200, 'all of it', false]]);
  });

  it('expects no body in the response to HEAD and in 204 and 304', () => {
    expect(parse('HTTP/1.1 405 No\r\nContent-Length: 9\r\n\r\n', { head: true })).toEqual([[405, '', true]]);
    expect(parse('HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n')).toEqual([
      [204, '', true],
      [304, '', true],
    ]);
  });

  it('throws for bytes that are not HTTP', () => {
    expect(() => parse('hello\r\n\r\n')).toThrow('did not send an HTTP/1 response');
  });

  it('throws when the connection ends in the middle of a response', () => {
    expect(() => parse(SIZED.slice(0, -1), { end: true })).toThrow('did not send an HTTP/1 response');
    expect(() => parse(CHUNKED.slice(0, -3), { end: true })).toThrow('did not send an HTTP/1 response');
  });
});
