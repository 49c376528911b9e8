local function drop(conversation)
  redis.call('DEL', base .. ':conversation:' .. conversation, base .. ':head:' .. conversation)
  redis.call('ZREM', base .. ':conversations', conversation)
  redis.call('ZREM', base .. ':delayed', conversation)
end

-- Returns the conversation when a worker must be woken for it: it was empty before. Otherwise returns ''.
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
