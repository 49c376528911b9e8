-- ARGV: token, lease in milliseconds.
-- Returns 1, or 0 when another token holds the claim.

-- @include claim
if token ~= ARGV[1] or lease == 'done' then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2] .. ':' .. copy .. ':' .. token, 'PX', ARGV[2] * 2)
return 1
