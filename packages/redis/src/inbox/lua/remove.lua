-- Deletes dead letters. An event that is delivered again afterwards is added again.
-- ARGV: ids of dead letters.
-- Returns how many there were.

-- @include base
-- @include conversations
local count = 0
for _, number in ipairs(ARGV) do
  local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
  if letter then
    local id, _, copy = parse(string.match(letter, '^[^\n]*\n(.*)$'), 'none')
    local kind, seen = string.sub(copy, 1, 1), base .. ':seen:' .. string.sub(copy, 2)
    if redis.call('GET', seen) == kind .. id then
      redis.call('DEL', seen)
    end
    redis.call('ZREM', base .. ':dead', letter)
    count = count + 1
  end
end
return count
