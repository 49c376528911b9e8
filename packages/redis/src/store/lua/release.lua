-- ARGV: token.
-- Returns 1, or 0 when another token holds the claim or the event is done.

-- @include claim
if token ~= ARGV[1] or lease == 'done' then
  return 0
end
return redis.call('DEL', KEYS[1])
