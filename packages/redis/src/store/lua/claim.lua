-- Claims an event whose key exists. Its first claim needs no script.
-- ARGV: token, lease in milliseconds, copy (`p`, `c` or `-`).
-- Returns `claimed`, or `busy` or `done` followed by the copy of the other claim.

-- @include claim
if lease == 'done' then
  return 'done' .. copy
end
if value and token ~= ARGV[1] and redis.call('PTTL', KEYS[1]) > tonumber(lease) then
  -- The key lives longer than any claim, so the clock of Redis was set back. The lease begins again, so that it ends in time.
  if redis.call('PTTL', KEYS[1]) > lease * 2 + 1000 then
    redis.call('PEXPIRE', KEYS[1], lease * 2)
  end
  return 'busy' .. copy
end
redis.call('SET', KEYS[1], ARGV[2] .. ':' .. ARGV[3] .. ':' .. ARGV[1], 'PX', ARGV[2] * 2)
return 'claimed'
