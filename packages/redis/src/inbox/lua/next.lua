-- Ends what a slot of a worker does with its conversation, and returns the next entry to it.
-- ARGV: holder, lease in milliseconds, mode, conversation that it holds or '', id of the entry that it has handled or ''.
-- Modes: `same` continues with this conversation, or with another one when it is empty; `any` leaves it; `stop` leaves it
-- and returns no entry; `alone` returns its first entry to a process that runs no other entry.
-- Returns `head` with the conversation, the number of attempts, the entry, the name of its first error or '', and the
-- milliseconds until another conversation can be taken (-1: unknown); `mustRunAlone` with the conversation, which is
-- held, when a process ended while it ran the first entry, so that the entry must run alone; or `none` with these
-- milliseconds.

-- @include base
-- @include conversations
local holder, lease, mode, held, handled = unpack(ARGV)
local running = base .. ':running'

local function headOf(conversation)
  return base .. ':head:' .. conversation
end

-- The process of this holder ended, or did not renew its lease. If it ran several entries, it is unknown which of
-- them ended the process, so the attempts are not counted. Each of them must run alone the next time.
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

-- Starts the first entry of a conversation. Returns nil when there is nothing to start.
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
      -- A worker that did not get the reply asks again. That is the same attempt.
      local attempts = isRunning and head[1] or redis.call('HINCRBY', headOf(conversation), 'attempts', 1)
      if not isRunning then
        redis.call('HSET', running, holder, field)
      end
      return { 'head', conversation, attempts, entry, head[3] or '', -1 }
    end
  end
end

-- Returns the milliseconds until a conversation can be taken; -1 when there is none.
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

-- The clock of Redis was set back, or a replica whose clock is behind took over. Without this correction, conversations
-- that are ready would wait until the clock reaches the old time again.
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
-- A worker that did not get the reply does not know that it holds a conversation.
local unknown = redis.call('HGET', running, holder)
if unknown and redis.call('HGET', headOf(unknown), 'holder') == holder then
  return start(unknown, true) or { 'none', 0 }
end
-- Each round returns an entry, or removes a conversation. The limit bounds the time of the script.
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
