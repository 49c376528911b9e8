-- Keeps the first entry for a later attempt.
-- ARGV: conversation, token of the worker, entry id, milliseconds until the attempt, 1 when the last attempt does not count.
-- Returns the milliseconds after which a worker must look again.

-- @include base
-- @include conversations
-- @include held-entry
local wait = isSuperseded(copy) and 0 or ARGV[4]
redis.call('HSET', head, 'due', now + wait)
redis.call('HINCRBY', head, 'attempts', 0 - ARGV[5])
redis.call('ZADD', base .. ':conversations', now + wait, conversation)
return tonumber(wait)
