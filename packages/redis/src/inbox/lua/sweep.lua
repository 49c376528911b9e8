-- Finds conversations whose wake-up was lost.
-- ARGV: for how many milliseconds no worker has looked, how many conversations at most.
-- Returns the conversations.

-- @include base
local found = redis.call('ZRANGEBYSCORE', base .. ':conversations', '-inf', now - ARGV[1], 'LIMIT', 0, ARGV[2])
for _, conversation in ipairs(found) do
  redis.call('ZADD', base .. ':conversations', now, conversation)
end
redis.call('SET', base .. ':looked', string.format('%.0f', now))
return found
