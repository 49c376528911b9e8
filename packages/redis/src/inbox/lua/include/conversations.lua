-- Wakes one of the workers that wait.
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

-- Adds an entry to its conversation. A conversation that was empty is ready now.
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

-- Returns the id, the conversation and the copy of an entry.
local function parse(entry, conversation)
  local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
  if not id then
    return '0', conversation, '-'
  end
  return id, home, copy
end

-- True for a partial copy whose complete copy was added. Both have the same key: instance, chat, sender and message id.
local function isSuperseded(copy)
  if string.sub(copy, 1, 1) ~= 'p' then
    return false
  end
  local seen = redis.call('GET', base .. ':seen:' .. string.sub(copy, 2))
  return seen and string.sub(seen, 1, 1) == 'c'
end
