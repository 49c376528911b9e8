-- ARGV: the greatest id to return, and the largest number of ids.
-- Returns the ids of the oldest dead letters.

local ids = {}
local found = redis.call('ZRANGEBYSCORE', KEYS[1] .. ':dead', '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
for i = 2, #found, 2 do
  ids[#ids + 1] = found[i]
end
return ids
