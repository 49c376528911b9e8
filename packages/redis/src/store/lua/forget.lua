-- Forgets that the event was done. A claim that is held stays.
-- Returns 1 when the event is not done any more.

-- @include claim
return lease == 'done' and redis.call('DEL', KEYS[1]) or 0
