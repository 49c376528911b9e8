-- Keeps the first entry for a later attempt.
-- ARGV: conversation, token of the worker, entry id, milliseconds until the attempt, 1 when the last attempt does not
-- count, name of the error or ''.
-- Returns the milliseconds after which a worker must look again.

-- @include base
-- @include conversations
-- @include held-entry
local wait = isSuperseded(copy) and 0 or tonumber(ARGV[4])
redis.call('ZADD', base .. ':conversations', now + wait, conversation)
redis.call('ZADD', base .. ':delayed', now + wait, conversation)
redis.call('HINCRBY', head, 'attempts', 0 - ARGV[5])
if ARGV[6] ~= '' then
  redis.call('HSETNX', head, 'firstError', ARGV[6])
end
redis.call('HDEL', base .. ':running', conversation)
return wait
