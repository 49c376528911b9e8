-- Removes the entry that is handled, and starts the next entry of a conversation.
-- ARGV: conversation, token of the worker, id of the handled entry or '', mode, lease in milliseconds, id of the process.
-- Modes: `first` takes the conversation over; `alone` does the same in a process that runs no other entry; `next` starts
-- the next entry; `last` starts none.
-- Returns `head` with the number of attempts, the entry, and the name of its first error or ''; `suspect` when a process
-- ended while it ran the first entry, so that the entry must run alone; `wait` with milliseconds; `moved` with the
-- conversation for which a worker must be woken or ''; `empty`; or `lost` when another worker has taken the conversation over.

-- @include base
-- @include conversations
local conversation, holder, handled, mode, lease, process = unpack(ARGV)
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
local running = base .. ':running'
local isTakeover = mode == 'first' or mode == 'alone'

-- The process that ran the first entry ended, or lost its lock. If it ran several entries, none of them can be blamed: the
-- attempts do not count. All of them are suspects, so each runs alone the next time.
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
    -- A worker that did not get the reply asks again. That is the same attempt.
    local attempts = runner and redis.call('HGET', head, 'attempts') or redis.call('HINCRBY', head, 'attempts', 1)
    redis.call('HSET', running, conversation, process .. (mode == 'alone' and '!' or ''))
    return { 'head', attempts, entry, redis.call('HGET', head, 'firstError') or '' }
  end
end
