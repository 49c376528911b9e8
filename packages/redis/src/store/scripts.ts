import { script } from '../connection/script.ts';

/*
 * A claim is one string, `<ends at>:<partial>:<token>`, whose end is `done` when it was completed. It outlives its
 * lease by as much again, so that whoever is late, and was not overtaken, can still say that it is done.
 * ioredis may send a command again when it lost the answer, so the same token is answered the same.
 */
const NOW = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;
const READ = `
  local value = redis.call('GET', KEYS[1])
  local ends, partial, token
  if value then ends, partial, token = string.match(value, '^(%w+):(.):(.*)$') end`;
const WRITE = `
  redis.call('SET', KEYS[1], string.format('%.0f:%s:%s', now + ARGV[2], partial, token), 'PX', ARGV[2] * 2)`;

/** Token, lease, partial → `claimed`, or `busy` or `done` with the other's partial behind it. */
export const CLAIM = script(`${NOW}${READ}
  if ends == 'done' then return 'done' .. partial end
  if value and token ~= ARGV[1] and tonumber(ends) > now then return 'busy' .. partial end
  token, partial = ARGV[1], ARGV[3]
  ${WRITE}
  return 'claimed'`);

/** Token, lease. */
export const RENEW = script(`${NOW}${READ}
  if token ~= ARGV[1] or ends == 'done' then return 0 end
  ${WRITE}
  return 1`);

/** Token, how long it is remembered. */
export const COMPLETE = script(`${READ}
  if token ~= ARGV[1] then return 0 end
  if ends ~= 'done' then redis.call('SET', KEYS[1], 'done:' .. partial .. ':' .. token, 'PX', ARGV[2]) end
  return 1`);

/** Token. */
export const RELEASE = script(`${READ}
  if token ~= ARGV[1] or ends == 'done' then return 0 end
  return redis.call('DEL', KEYS[1])`);
