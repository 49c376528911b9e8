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
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'suspect', 'firstError')
  redis.call('HDEL', base .. ':running', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
redis.call('ZADD', base .. ':delayed', now + wait, '~' .. key)
redis.call('RPUSH', base .. ':conversation:~' .. key, entry)
redis.call('ZADD', base .. ':conversations', now + wait, '~' .. key)
return { 'queued', '~' .. key }
`);

/**
 * Finds out whether entries wait although no worker looks.
 * ARGV: for how many milliseconds.
 * Returns how many conversations wait that long, and the longest wait in milliseconds; or 0 and 0 when a worker looked.
 */
export const FIND_STALL = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit = now - ARGV[1]
local looked = redis.call('GET', base .. ':looked')
local first = redis.call('ZRANGEBYSCORE', base .. ':conversations', '-inf', limit, 'WITHSCORES', 'LIMIT', 0, 1)
if not first[1] or (looked and tonumber(looked) > limit) then
  return { 0, 0 }
end
for _, conversation in ipairs(redis.call('HKEYS', base .. ':running')) do
  local leaseEnd = redis.call('ZSCORE', base .. ':conversations', conversation)
  if leaseEnd and tonumber(leaseEnd) > now then
    return { 0, 0 }
  end
end
return { redis.call('ZCOUNT', base .. ':conversations', '-inf', limit), now - first[2] }
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
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'suspect', 'firstError')
  redis.call('HDEL', base .. ':running', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'suspect', 'firstError')
  redis.call('HDEL', base .. ':running', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'suspect', 'firstError')
  redis.call('HDEL', base .. ':running', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
 * ARGV: conversation, token of the worker, entry id, milliseconds until the attempt, 1 when the last attempt does not
 * count, name of the error or ''.
 * Returns the milliseconds after which a worker must look again.
 */
export const RETRY = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'suspect', 'firstError')
  redis.call('HDEL', base .. ':running', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
local wait = isSuperseded(copy) and 0 or tonumber(ARGV[4])
redis.call('ZADD', base .. ':conversations', now + wait, conversation)
redis.call('ZADD', base .. ':delayed', now + wait, conversation)
redis.call('HINCRBY', head, 'attempts', 0 - ARGV[5])
if ARGV[6] ~= '' then
  redis.call('HSETNX', head, 'firstError', ARGV[6])
end
redis.call('HDEL', base .. ':running', conversation)
return wait
`);

/**
 * Counts entries. Each running or delayed conversation has one running or delayed entry; its other entries wait.
 * Returns: waiting, active, delayed, dead letters, age of the oldest entry in milliseconds.
 */
export const STATS = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local active = redis.call('HLEN', base .. ':running')
local delayed = redis.call('ZCOUNT', base .. ':delayed', '(' .. now, '+inf')
local waiting = math.max(0, redis.call('ZCARD', base .. ':entries') - active - delayed)
local oldest = redis.call('ZRANGE', base .. ':entries', 0, 0, 'WITHSCORES')[2]
return { waiting, active, delayed, redis.call('ZCARD', base .. ':dead'), oldest and math.max(0, now - oldest) or 0 }
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
redis.call('SET', base .. ':looked', string.format('%.0f', now))
return found
`);

/**
 * Removes the entry that is handled, and starts the next entry of a conversation.
 * ARGV: conversation, token of the worker, id of the handled entry or '', mode, lease in milliseconds, id of the process.
 * Modes: `first` takes the conversation over; `alone` does the same in a process that runs no other entry; `next` starts
 * the next entry; `last` starts none.
 * Returns `head` with the number of attempts, the entry, and the name of its first error or ''; `suspect` when a process
 * ended while it ran the first entry, so that the entry must run alone; `wait` with milliseconds; `moved` with the
 * conversation for which a worker must be woken or ''; `empty`; or `lost` when another worker has taken the conversation over.
 */
export const TAKE = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'suspect', 'firstError')
  redis.call('HDEL', base .. ':running', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
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
local conversation, holder, handled, mode, lease, process = unpack(ARGV)
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
local running = base .. ':running'
local isTakeover = mode == 'first' or mode == 'alone'
local function suspectEntriesOf(runner)
  local suspects = {}
  local all = redis.call('HGETALL', running)
  for i = 1, #all, 2 do
    if all[i + 1] == runner then
      suspects[#suspects + 1] = all[i]
    end
  end
  for _, suspect in ipairs(suspects) do
    redis.call('HSET', base .. ':head:' .. suspect, 'suspect', 1)
    if #suspects > 1 then
      redis.call('HINCRBY', base .. ':head:' .. suspect, 'attempts', -1)
    end
    redis.call('HDEL', running, suspect)
  end
end
local isHolder = redis.call('HGET', head, 'holder') == holder
if not isTakeover and not isHolder then
  return { 'lost' }
end
if isTakeover then
  redis.call('SET', base .. ':looked', string.format('%.0f', now))
end
local runner = redis.call('HGET', running, conversation)
if runner and not isHolder then
  suspectEntriesOf(runner)
  runner = false
end
while true do
  local entry = redis.call('LINDEX', list, 0)
  if not entry then
    drop(conversation)
    return { 'empty' }
  end
  local id, home, copy = parse(entry, conversation)
  if id == handled or isSuperseded(copy) then
    pop(conversation, id)
    runner = false
  else
    local due = tonumber(redis.call('ZSCORE', base .. ':delayed', conversation) or 0)
    if due > now then
      return { 'wait', due - now }
    end
    if home ~= conversation then
      local wake = push(home, entry)
      drop(conversation)
      return { 'moved', wake }
    end
    if mode == 'last' then
      return { 'wait', 0 }
    end
    if mode ~= 'alone' and redis.call('HEXISTS', head, 'suspect') == 1 then
      return { 'suspect' }
    end
    redis.call('HSET', head, 'holder', holder)
    redis.call('ZADD', base .. ':conversations', now + lease, conversation)
    redis.call('ZREM', base .. ':delayed', conversation)
    local attempts = runner and redis.call('HGET', head, 'attempts') or redis.call('HINCRBY', head, 'attempts', 1)
    redis.call('HSET', running, conversation, process .. (mode == 'alone' and '!' or ''))
    return { 'head', attempts, entry, redis.call('HGET', head, 'firstError') or '' }
  end
end
`);
