-- Forgets that events were added. An event that still waits or is being handled is not forgotten.
-- ARGV: digests of keys.
-- Returns how many were forgotten.

-- @include base
local count = 0
for _, digest in ipairs(ARGV) do
  local seen = redis.call('GET', base .. ':seen:' .. digest)
  if seen and not redis.call('ZSCORE', base .. ':entries', string.sub(seen, 2)) then
    redis.call('DEL', base .. ':seen:' .. digest)
    count = count + 1
  end
end
return count
