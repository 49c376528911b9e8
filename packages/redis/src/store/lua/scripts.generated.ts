// Generated from the *.lua files in this folder: `pnpm --filter @vzaps/redis generate`. Do not edit.
import { createScript } from '../../connection/run-script.ts';

/**
 * Claims an event whose key exists. Its first claim needs no script.
 * ARGV: token, lease in milliseconds, copy (`p`, `c` or `-`).
 * Returns `claimed`, or `busy` or `done` followed by the copy of the other claim.
 */
export const CLAIM = createScript(`
local value = redis.call('GET', KEYS[1])
local lease, copy, token
if value then
  lease, copy, token = string.match(value, '^(%w+):(.):(.*)$')
end
if lease == 'done' then
  return 'done' .. copy
end
if value and token ~= ARGV[1] and redis.call('PTTL', KEYS[1]) > tonumber(lease) then
  if redis.call('PTTL', KEYS[1]) > lease * 2 + 1000 then
    redis.call('PEXPIRE', KEYS[1], lease * 2)
  end
  return 'busy' .. copy
end
redis.call('SET', KEYS[1], ARGV[2] .. ':' .. ARGV[3] .. ':' .. ARGV[1], 'PX', ARGV[2] * 2)
return 'claimed'
`);

/**
 * ARGV: token, how long the event is remembered in milliseconds.
 * Returns 1, or 0 when another token holds the claim.
 */
export const COMPLETE = createScript(`
local value = redis.call('GET', KEYS[1])
local lease, copy, token
if value then
  lease, copy, token = string.match(value, '^(%w+):(.):(.*)$')
end
if token ~= ARGV[1] then
  return 0
end
if lease ~= 'done' then
  redis.call('SET', KEYS[1], 'done:' .. copy .. ':' .. token, 'PX', ARGV[2])
end
return 1
`);

/**
 * Forgets that the event was done. A claim that is held stays.
 * Returns 1 when the event is not done any more.
 */
export const FORGET = createScript(`
local value = redis.call('GET', KEYS[1])
local lease, copy, token
if value then
  lease, copy, token = string.match(value, '^(%w+):(.):(.*)$')
end
return lease == 'done' and redis.call('DEL', KEYS[1]) or 0
`);

/**
 * ARGV: token.
 * Returns 1, or 0 when another token holds the claim or the event is done.
 */
export const RELEASE = createScript(`
local value = redis.call('GET', KEYS[1])
local lease, copy, token
if value then
  lease, copy, token = string.match(value, '^(%w+):(.):(.*)$')
end
if token ~= ARGV[1] or lease == 'done' then
  return 0
end
return redis.call('DEL', KEYS[1])
`);

/**
 * ARGV: token, lease in milliseconds.
 * Returns 1, or 0 when another token holds the claim.
 */
export const RENEW = createScript(`
local value = redis.call('GET', KEYS[1])
local lease, copy, token
if value then
  lease, copy, token = string.match(value, '^(%w+):(.):(.*)$')
end
if token ~= ARGV[1] or lease == 'done' then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2] .. ':' .. copy .. ':' .. token, 'PX', ARGV[2] * 2)
return 1
`);
