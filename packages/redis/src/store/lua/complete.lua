-- ARGV: token, how long the event is remembered in milliseconds.
-- Returns 1, or 0 when another token holds the claim.

-- @include claim
if token ~= ARGV[1] then
  return 0
end
if lease ~= 'done' then
  redis.call('SET', KEYS[1], 'done:' .. copy .. ':' .. token, 'PX', ARGV[2])
end
return 1
