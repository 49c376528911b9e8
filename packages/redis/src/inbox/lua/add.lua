-- Adds an entry.
-- ARGV: json, conversation, digest of the key or '', `p` or `c`, how long the key is remembered, how long a partial
-- copy waits (both in milliseconds).
-- Returns `queued` or `duplicate`, and the conversation for which a worker must be woken or ''.

-- @include base
-- @include conversations
local json, conversation, key, kind, ttl, wait = unpack(ARGV)
local seen
if key ~= '' then
  seen = redis.call('GET', base .. ':seen:' .. key)
  if seen == 'c' or seen == kind then
    return { 'duplicate', '' }
  end
  redis.call('SET', base .. ':seen:' .. key, kind, 'PX', ttl)
  if seen == 'p' then
    drop('~' .. key)
  end
end
local copy = key == '' and '-' or kind .. key
local entry = redis.call('INCR', base .. ':sequence') .. ' ' .. conversation .. ' ' .. copy .. ' ' .. json
if key == '' or kind == 'c' then
  local wake = push(conversation, entry)
  if seen ~= 'p' then
    return { 'queued', wake }
  end
  -- The partial copy of this message may be first in the conversation and wait for its next attempt.
  local _, _, first = parse(redis.call('LINDEX', base .. ':conversation:' .. conversation, 0), conversation)
  return { 'queued', first == 'p' .. key and conversation or wake }
end
redis.call('HSET', base .. ':head:~' .. key, 'due', now + wait)
redis.call('RPUSH', base .. ':conversation:~' .. key, entry)
redis.call('ZADD', base .. ':conversations', now + wait, '~' .. key)
return { 'queued', '~' .. key }
