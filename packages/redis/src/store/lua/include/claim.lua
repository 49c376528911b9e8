-- A claim is one string, `<lease>:<copy>:<token>`. The lease is in milliseconds, or `done` after `complete`.
-- `<copy>` is `p` (partial), `c` (complete) or `-` (unknown).
-- The key lives twice as long as the lease: a holder that is late and was not replaced can still complete its event.
-- ioredis sends a command again when it did not get the reply, so each script returns the same reply to the same token.
local value = redis.call('GET', KEYS[1])
local lease, copy, token
if value then
  lease, copy, token = string.match(value, '^(%w+):(.):(.*)$')
end
