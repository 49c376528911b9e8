// Generated from the *.lua files in this folder: `pnpm --filter @vzaps/redis generate`. Do not edit.
import { createScript } from '../../connection/run-script.ts';

/**
 * Adds an entry.
 * ARGV: json, conversation, digest of the key or '', `p` or `c`, how long the key is remembered, how long a partial
 * copy waits, digest of the add id or '', how long the add id is remembered (all times in milliseconds).
 * Returns `queued` or `duplicate`.
 */
export const ADD = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function wake()
  if redis.call('LLEN', base .. ':wake') == 0 then
    redis.call('LPUSH', base .. ':wake', 1)
  end
end
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) == 1 then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'mustRunAlone', 'firstError')
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
    return 'duplicate'
  end
elseif addId ~= '' and not redis.call('SET', base .. ':added:' .. addId, 1, 'PX', addTtl, 'NX') then
  return 'duplicate'
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
if kind == 'p' and key ~= '' then
  redis.call('ZADD', base .. ':delayed', now + wait, '~' .. key)
  redis.call('RPUSH', base .. ':conversation:~' .. key, entry)
  redis.call('ZADD', base .. ':conversations', now + wait, '~' .. key)
  wake()
  return 'queued'
end
push(conversation, entry)
if previous == 'p' and redis.call('ZSCORE', base .. ':delayed', conversation) then
  local _, _, first = parse(redis.call('LINDEX', base .. ':conversation:' .. conversation, 0), conversation)
  if first == 'p' .. key then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
return 'queued'
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
for _, conversation in ipairs(redis.call('HVALS', base .. ':running')) do
  local leaseEnd = redis.call('ZSCORE', base .. ':conversations', (string.gsub(conversation, '^!', '')))
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
 * ARGV: the greatest id to return, and the largest number of ids.
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
 * ARGV: conversation, holder, entry id, json about the failure.
 * Returns 1 when it is a dead letter now.
 */
export const MOVE_TO_DEAD_LETTERS = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function wake()
  if redis.call('LLEN', base .. ':wake') == 0 then
    redis.call('LPUSH', base .. ':wake', 1)
  end
end
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) == 1 then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'mustRunAlone', 'firstError')
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
 * Ends what a slot of a worker does with its conversation, and returns the next entry to it.
 * ARGV: holder, lease in milliseconds, mode, conversation that it holds or '', id of the entry that it has handled or ''.
 * Modes: `same` continues with this conversation, or with another one when it is empty; `any` leaves it; `stop` leaves it
 * and returns no entry; `alone` returns its first entry to a process that runs no other entry.
 * Returns `head` with the conversation, the number of attempts, the entry, the name of its first error or '', and the
 * milliseconds until another conversation can be taken (-1: unknown); `mustRunAlone` with the conversation, which is
 * held, when a process ended while it ran the first entry, so that the entry must run alone; or `none` with these
 * milliseconds.
 */
export const NEXT = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function wake()
  if redis.call('LLEN', base .. ':wake') == 0 then
    redis.call('LPUSH', base .. ':wake', 1)
  end
end
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) == 1 then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'mustRunAlone', 'firstError')
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
local holder, lease, mode, held, handled = unpack(ARGV)
local running = base .. ':running'
local function headOf(conversation)
  return base .. ':head:' .. conversation
end
local function requireRunAlone(runner, isAlone)
  local process, entries = string.match(runner, '^[^:]*:'), {}
  local all = redis.call('HGETALL', running)
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, #process) == process and (string.sub(all[i + 1], 1, 1) == '!') == isAlone then
      entries[#entries + 1] = { all[i], (string.gsub(all[i + 1], '^!', '')) }
    end
  end
  for _, entry in ipairs(entries) do
    redis.call('HSET', headOf(entry[2]), 'mustRunAlone', 1)
    if #entries > 1 then
      redis.call('HINCRBY', headOf(entry[2]), 'attempts', -1)
    end
    redis.call('HDEL', running, entry[1])
  end
end
local function start(conversation, isHeld)
  while true do
    local entry = redis.call('LINDEX', base .. ':conversation:' .. conversation, 0)
    if not entry then
      drop(conversation)
      return nil
    end
    local id, home, copy = parse(entry, conversation)
    if isSuperseded(copy) then
      pop(conversation, id)
    elseif home ~= conversation then
      push(home, entry)
      drop(conversation)
      return nil
    else
      local head = redis.call('HMGET', headOf(conversation), 'attempts', 'mustRunAlone', 'firstError')
      if not isHeld then
        redis.call('HSET', headOf(conversation), 'holder', holder)
        redis.call('ZADD', base .. ':conversations', now + lease, conversation)
        redis.call('ZREM', base .. ':delayed', conversation)
      end
      if head[2] and mode ~= 'alone' then
        redis.call('HDEL', running, holder)
        return { 'mustRunAlone', conversation, -1 }
      end
      local field = mode == 'alone' and '!' .. conversation or conversation
      local isRunning = redis.call('HGET', running, holder) == field
      local attempts = isRunning and head[1] or redis.call('HINCRBY', headOf(conversation), 'attempts', 1)
      if not isRunning then
        redis.call('HSET', running, holder, field)
      end
      return { 'head', conversation, attempts, entry, head[3] or '', -1 }
    end
  end
end
local function untilNext()
  local first = redis.call('ZRANGE', base .. ':conversations', 0, 0, 'WITHSCORES')
  return first[2] and math.max(0, first[2] - now) or -1
end
if held ~= '' and redis.call('HGET', headOf(held), 'holder') == holder then
  local list = base .. ':conversation:' .. held
  if mode == 'alone' then
    return start(held, true) or { 'none', untilNext() }
  end
  local entry = handled ~= '' and redis.call('LINDEX', list, 0)
  if entry and parse(entry, held) == handled then
    pop(held, handled)
  end
  local reply = mode == 'same' and start(held, true)
  if reply then
    return reply
  end
  if redis.call('EXISTS', list) == 1 then
    redis.call('ZADD', base .. ':conversations', now, held)
    redis.call('HDEL', headOf(held), 'holder')
    wake()
  else
    drop(held)
  end
  redis.call('HDEL', running, holder)
end
if mode == 'stop' or mode == 'alone' then
  return { 'none', untilNext() }
end
local ahead = (redis.call('GET', base .. ':looked') or 0) - now
if ahead > 1000 then
  for _, name in ipairs({ ':conversations', ':delayed' }) do
    local all = redis.call('ZRANGEBYSCORE', base .. name, '(' .. string.format('%.0f', now), '+inf', 'WITHSCORES')
    for i = 1, #all, 2 do
      redis.call('ZADD', base .. name, string.format('%.0f', all[i + 1] - ahead), all[i])
    end
  end
end
redis.call('SET', base .. ':looked', string.format('%.0f', now))
local unknown = redis.call('HGET', running, holder)
if unknown and redis.call('HGET', headOf(unknown), 'holder') == holder then
  return start(unknown, true) or { 'none', 0 }
end
for _ = 1, 100 do
  local found = redis.call('ZRANGEBYSCORE', base .. ':conversations', '-inf', now, 'LIMIT', 0, 1)[1]
  if not found then
    return { 'none', untilNext() }
  end
  local runner = redis.call('HGET', headOf(found), 'holder')
  local run = runner and redis.call('HGET', running, runner)
  if run == found or run == '!' .. found then
    requireRunAlone(runner, run ~= found)
  end
  local reply = start(found, false)
  if reply then
    local wait = untilNext()
    if wait == 0 then
      wake()
    end
    reply[#reply] = wait
    return reply
  end
end
return { 'none', 0 }
`);

/**
 * Deletes dead letters. An event that is delivered again afterwards is added again.
 * ARGV: ids of dead letters.
 * Returns how many there were.
 */
export const REMOVE = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function wake()
  if redis.call('LLEN', base .. ':wake') == 0 then
    redis.call('LPUSH', base .. ':wake', 1)
  end
end
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) == 1 then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'mustRunAlone', 'firstError')
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
 * Extends the leases of slots.
 * ARGV: lease in milliseconds, then for each slot the holder, and the conversation or '' when the worker does not know it.
 * Returns the holders whose conversation another worker has taken over.
 */
export const RENEW = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lost = {}
for i = 2, #ARGV, 2 do
  local holder, conversation = ARGV[i], ARGV[i + 1]
  local held = conversation ~= '' and conversation or redis.call('HGET', base .. ':running', holder)
  if held and redis.call('HGET', base .. ':head:' .. held, 'holder') == holder then
    redis.call('ZADD', base .. ':conversations', 'XX', now + ARGV[1], held)
  elseif conversation ~= '' then
    lost[#lost + 1] = holder
  end
end
return lost
`);

/**
 * Puts dead letters at the end of their conversations.
 * ARGV: ids of dead letters.
 * Returns how many there were.
 */
export const REPLAY = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function wake()
  if redis.call('LLEN', base .. ':wake') == 0 then
    redis.call('LPUSH', base .. ':wake', 1)
  end
end
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) == 1 then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'mustRunAlone', 'firstError')
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
    local entry = string.match(letter, '^[^\\n]*\\n(.*)$')
    local id, home = parse(entry, 'none')
    redis.call('ZADD', base .. ':entries', now, id)
    push(home, entry)
    redis.call('ZREM', base .. ':dead', letter)
    count = count + 1
  end
end
return count
`);

/**
 * Keeps the first entry for a later attempt, and leaves the conversation.
 * ARGV: conversation, holder, entry id, milliseconds until the attempt, 1 when the last attempt is not counted, name of
 * the error or ''.
 */
export const RETRY = createScript(`
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function wake()
  if redis.call('LLEN', base .. ':wake') == 0 then
    redis.call('LPUSH', base .. ':wake', 1)
  end
end
local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end
local function push(conversation, entry)
  if redis.call('RPUSH', base .. ':conversation:' .. conversation, entry) == 1 then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
local function pop(conversation, id)
  redis.call('LPOP', base .. ':conversation:' .. conversation)
  redis.call('HDEL', base .. ':head:' .. conversation, 'attempts', 'mustRunAlone', 'firstError')
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
if wait > 0 then
  redis.call('ZADD', base .. ':delayed', now + wait, conversation)
else
  wake()
end
redis.call('HINCRBY', head, 'attempts', 0 - ARGV[5])
if ARGV[6] ~= '' then
  redis.call('HSETNX', head, 'firstError', ARGV[6])
end
redis.call('HDEL', base .. ':running', holder)
redis.call('HDEL', head, 'holder')
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
