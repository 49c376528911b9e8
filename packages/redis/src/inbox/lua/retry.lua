-- Keeps the first entry for a later attempt, and leaves the conversation.
-- ARGV: conversation, holder, entry id, milliseconds until the attempt, 1 when the last attempt is not counted, name of
-- the error or ''.

-- @include base
-- @include conversations
-- @include held-entry
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
