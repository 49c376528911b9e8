-- Moves the first entry to the dead letters, or drops it when its complete copy was added.
-- ARGV: conversation, holder, entry id, json about the failure.
-- Returns 1 when it is a dead letter now.

-- @include base
-- @include conversations
-- @include held-entry
local isDead = not isSuperseded(copy)
if isDead then
  redis.call('ZADD', base .. ':dead', redis.call('INCR', base .. ':sequence'), ARGV[4] .. '\n' .. entry)
end
pop(conversation, id)
return isDead and 1 or 0
