-- Finds out whether entries wait although no worker looks.
-- ARGV: for how many milliseconds.
-- Returns how many conversations wait that long, and the longest wait in milliseconds; or 0 and 0 when a worker looked.

-- @include base
local limit = now - ARGV[1]
local looked = redis.call('GET', base .. ':looked')
local first = redis.call('ZRANGEBYSCORE', base .. ':conversations', '-inf', limit, 'WITHSCORES', 'LIMIT', 0, 1)
if not first[1] or (looked and tonumber(looked) > limit) then
  return { 0, 0 }
end
-- A worker may run slow handlers in all conversations that it handles at once.
for _, conversation in ipairs(redis.call('HVALS', base .. ':running')) do
  local leaseEnd = redis.call('ZSCORE', base .. ':conversations', (string.gsub(conversation, '^!', '')))
  if leaseEnd and tonumber(leaseEnd) > now then
    return { 0, 0 }
  end
end
return { redis.call('ZCOUNT', base .. ':conversations', '-inf', limit), now - first[2] }
