// Generated from the *.lua files in this folder: `pnpm --filter @vzaps/redis generate`. Do not edit.
import { createScript } from '../../connection/run-script.ts';

/**
 * Adds an entry.
 * ARGV: json, conversation, digest of the key or '', `p` or `c`, how long the key is remembered, how long a partial
 * copy waits, digest of the add id or '', how long the add id is remembered (all times in milliseconds).
 * Returns `queued` or `duplicate`, and the conversation for which a worker must be woken or ''.
 */
export const ADD = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) > 1 then
    return ''
  end
  redis.call('ZADD', base .. ':conversations', now, conversation)
  return conversation
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'due')
  redis.call('ZREM', base .. ':entries', id)
end
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
local json, conversation, key, kind, ttl, wait, addId, addTtl = unpack(ARGV)
local previous
if key ~= '' then
  local seen = redis.call('GET', base .. ':seen:' .. key)
  previous = seen and string.sub(seen, 1, 1)
  if previous == 'c' or previous == kind then
    return { 'duplicate', '' }
  end
elseif addId ~= '' and not redis.call('SET', base .. ':added:' .. addId, 1, 'PX', addTtl, 'NX') then
  return { 'duplicate', '' }
end
local id = redis.call('INCR', base .. ':sequence')
redis.call('ZADD', base .. ':entries', now, id)
if key ~= '' then
  redis.call('SET', base .. ':seen:' .. key, kind .. id, 'PX', ttl)
end
if previous == 'p' then
  local waiting = redis.call('LINDEX', base .. ':conversation:~' .. key, 0)
  if waiting then
    redis.call('ZREM', base .. ':entries', (parse(waiting, '')))
    drop('~' .. key)
  end
end
local copy = key == '' and '-' or kind .. key
local entry = id .. ' ' .. conversation .. ' ' .. copy .. ' ' .. json
if key == '' or kind == 'c' then
  local wake = push(conversation, entry)
  if previous ~= 'p' then
    return { 'queued', wake }
  end
  local _, _, first = parse(redis.call('LINDEX', base .. ':conversation:' .. conversation, 0), conversation)
  return { 'queued', first == 'p' .. key and conversation or wake }
end
redis.call('HSET', base .. ':head:~' .. key, 'due', now + wait)
redis.call('RPUSH', base .. ':conversation:~' .. key, entry)
redis.call('ZADD', base .. ':conversations', now + wait, '~' .. key)
return { 'queued', '~' .. key }
`);

/**
 * Forgets that events were added. An event that still waits or is being handled is not forgotten.
 * ARGV: digests of keys.
 * Returns how many were forgotten.
 */
export const FORGET = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count = 0
for _, digest in ipairs(ARGV) do
  local seen = redis.call('GET', base .. ':seen:' .. digest)
  if seen and not redis.call('ZSCORE', base .. ':entries', string.sub(seen, 2)) then
    redis.call('DEL', base .. ':seen:' .. digest)
    count = count + 1
  end
end
return count
`);

/**
 * ARGV: the greatest id, how many at most.
 * Returns the ids of the oldest dead letters.
 */
export const LIST_DEAD_LETTER_IDS = createScript(`
local ids = {}
local found = redis.call('ZRANGEBYSCORE', KEYS[1] .. ':dead', '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
for i = 2, #found, 2 do
  ids[#ids + 1] = found[i]
end
return ids
`);

/**
 * Moves the first entry to the dead letters, or drops it when its complete copy was added.
 * ARGV: conversation, token of the worker, entry id, json about the failure.
 * Returns 1 when it is a dead letter now.
 */
export const MOVE_TO_DEAD_LETTERS = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) > 1 then
    return ''
  end
  redis.call('ZADD', base .. ':conversations', now, conversation)
  return conversation
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'due')
  redis.call('ZREM', base .. ':entries', id)
end
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
local conversation, holder, id = ARGV[1], ARGV[2], ARGV[3]
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
local entry = redis.call('LINDEX', list, 0)
local first, _, copy = parse(entry or '', conversation)
if not entry or first ~= id or redis.call('HGET', head, 'holder') ~= holder then
  return 0
end
local isDead = not isSuperseded(copy)
if isDead then
  redis.call('ZADD', base .. ':dead', redis.call('INCR', base .. ':sequence'), ARGV[4] .. '\\n' .. entry)
end
pop(conversation, id)
return isDead and 1 or 0
`);

/**
 * Deletes dead letters. An event that is delivered again afterwards is added again.
 * ARGV: ids of dead letters.
 * Returns how many there were.
 */
export const REMOVE = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) > 1 then
    return ''
  end
  redis.call('ZADD', base .. ':conversations', now, conversation)
  return conversation
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'due')
  redis.call('ZREM', base .. ':entries', id)
end
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
local count = 0
for _, number in ipairs(ARGV) do
  local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
  if letter then
    local id, _, copy = parse(string.match(letter, '^[^\\n]*\\n(.*)$'), 'none')
    local kind, seen = string.sub(copy, 1, 1), base .. ':seen:' .. string.sub(copy, 2)
    if redis.call('GET', seen) == kind .. id then
      redis.call('DEL', seen)
    end
    redis.call('ZREM', base .. ':dead', letter)
    count = count + 1
  end
end
return count
`);

/**
 * Puts dead letters at the end of their conversations.
 * ARGV: ids of dead letters.
 * Returns how many there were, and the conversations for which a worker must be woken.
 */
export const REPLAY = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) > 1 then
    return ''
  end
  redis.call('ZADD', base .. ':conversations', now, conversation)
  return conversation
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'due')
  redis.call('ZREM', base .. ':entries', id)
end
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
local count, wakes = 0, {}
for _, number in ipairs(ARGV) do
  local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
  if letter then
    local entry = string.match(letter, '^[^\\n]*\\n(.*)$')
    local id, home = parse(entry, 'none')
    redis.call('ZADD', base .. ':entries', now, id)
    wakes[#wakes + 1] = push(home, entry)
    redis.call('ZREM', base .. ':dead', letter)
    count = count + 1
  end
end
return { count, wakes }
`);

/**
 * Keeps the first entry for a later attempt.
 * ARGV: conversation, token of the worker, entry id, milliseconds until the attempt, 1 when the last attempt does not count.
 * Returns the milliseconds after which a worker must look again.
 */
export const RETRY = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) > 1 then
    return ''
  end
  redis.call('ZADD', base .. ':conversations', now, conversation)
  return conversation
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'due')
  redis.call('ZREM', base .. ':entries', id)
end
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
local conversation, holder, id = ARGV[1], ARGV[2], ARGV[3]
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
local entry = redis.call('LINDEX', list, 0)
local first, _, copy = parse(entry or '', conversation)
if not entry or first ~= id or redis.call('HGET', head, 'holder') ~= holder then
  return 0
end
local wait = isSuperseded(copy) and 0 or ARGV[4]
redis.call('HSET', head, 'due', now + wait)
redis.call('HINCRBY', head, 'attempts', 0 - ARGV[5])
redis.call('ZADD', base .. ':conversations', now + wait, conversation)
return tonumber(wait)
`);

/**
 * Finds conversations whose wake-up was lost.
 * ARGV: for how many milliseconds no worker has looked, how many conversations at most.
 * Returns the conversations.
 */
export const SWEEP = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local found = redis.call('ZRANGEBYSCORE', base .. ':conversations', '-inf', now - ARGV[1], 'LIMIT', 0, ARGV[2])
for _, conversation in ipairs(found) do
  redis.call('ZADD', base .. ':conversations', now, conversation)
end
return found
`);

/**
 * Takes the first entry of a conversation, after it removed the entry that is handled.
 * ARGV: conversation, token of the worker, id of the handled entry or '', `first` when the worker takes the conversation
 * over, lease in milliseconds.
 * Returns `head` with the number of attempts and the entry; `wait` with milliseconds; `moved` with the conversation for
 * which a worker must be woken or ''; `empty`; or `lost` when another worker has taken the conversation over.
 */
export const TAKE = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) > 1 then
    return ''
  end
  redis.call('ZADD', base .. ':conversations', now, conversation)
  return conversation
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'due')
  redis.call('ZREM', base .. ':entries', id)
end
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
local conversation, holder, handled, mode, lease = unpack(ARGV)
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
if mode ~= 'first' and redis.call('HGET', head, 'holder') ~= holder then
  return { 'lost' }
end
local popped = false
while true do
  local entry = redis.call('LINDEX', list, 0)
  if not entry then
    drop(conversation)
    return { 'empty' }
  end
  local id, home, copy = parse(entry, conversation)
  if id == handled or isSuperseded(copy) then
    pop(conversation, id)
    popped = true
  else
    local due = tonumber(redis.call('HGET', head, 'due') or 0)
    if due > now then
      return { 'wait', due - now }
    end
    if home ~= conversation then
      local wake = push(home, entry)
      drop(conversation)
      return { 'moved', wake }
    end
    redis.call('HSET', head, 'holder', holder)
    local attempts = mode ~= 'first' and not popped and redis.call('HGET', head, 'attempts')
    redis.call('ZADD', base .. ':conversations', now + lease, conversation)
    return { 'head', attempts or redis.call('HINCRBY', head, 'attempts', 1), entry }
  end
end
`);
