-- ARGV: token, lease in milliseconds, copy (`p`, `c` or `-`).
-- Returns `claimed`, or `busy` or `done` followed by the copy of the other claim.

-- @include now
-- @include claim
if ends == 'done' then
  return 'done' .. copy
end
if value and token ~= ARGV[1] and tonumber(ends) > now then
  return 'busy' .. copy
end
redis.call('SET', KEYS[1], string.format('%.0f:%s:%s', now + ARGV[2], ARGV[3], ARGV[1]), 'PX', ARGV[2] * 2)
return 'claimed'
