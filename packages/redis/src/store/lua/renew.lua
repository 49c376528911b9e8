-- ARGV: token, lease in milliseconds.
-- Returns 1, or 0 when another token holds the claim.

-- @include now
-- @include claim
if token ~= ARGV[1] or ends == 'done' then
  return 0
end
redis.call('SET', KEYS[1], string.format('%.0f:%s:%s', now + ARGV[2], copy, token), 'PX', ARGV[2] * 2)
return 1
