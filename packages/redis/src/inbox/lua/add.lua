-- Adds an entry.
-- ARGV: json, conversation, digest of the key or '', `p` or `c`, how long the key is remembered, how long a partial
-- copy waits, digest of the add id or '', how long the add id is remembered (all times in milliseconds).
-- Returns `queued` or `duplicate`.

-- @include base
-- @include conversations
local json, conversation, key, kind, ttl, wait, addId, addTtl = unpack(ARGV)
local previous
if key ~= '' then
  -- A repeated call of `add` has the same key and copy, so it is a duplicate too.
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
  -- The partial copy of this message may be first in the conversation and wait for its next attempt.
  local _, _, first = parse(redis.call('LINDEX', base .. ':conversation:' .. conversation, 0), conversation)
  if first == 'p' .. key then
    redis.call('ZADD', base .. ':conversations', now, conversation)
    wake()
  end
end
return 'queued'
