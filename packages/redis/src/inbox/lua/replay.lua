-- Puts dead letters at the end of their conversations.
-- ARGV: ids of dead letters.
-- Returns how many there were.

-- @include base
-- @include conversations
local count = 0
for _, number in ipairs(ARGV) do
  local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
  if letter then
    local entry = string.match(letter, '^[^\n]*\n(.*)$')
    local id, home = parse(entry, 'none')
    redis.call('ZADD', base .. ':entries', now, id)
    push(home, entry)
    redis.call('ZREM', base .. ':dead', letter)
    count = count + 1
  end
end
return count
