-- Makes one process the leader, or extends its time.
-- ARGV: token of the process, milliseconds.
-- Returns 1, or 0 when another process leads.

local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] then
  -- The key lives longer than a leader may lead, so the clock of Redis was set back.
  if redis.call('PTTL', KEYS[1]) > ARGV[2] + 1000 then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
  end
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
