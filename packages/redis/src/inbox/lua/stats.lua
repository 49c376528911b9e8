-- Counts entries. Each running or delayed conversation has one running or delayed entry; its other entries wait.
-- Returns: waiting, active, delayed, dead letters, age of the oldest entry in milliseconds.

-- @include base
local active = redis.call('HLEN', base .. ':running')
local delayed = redis.call('ZCOUNT', base .. ':delayed', '(' .. now, '+inf')
local waiting = math.max(0, redis.call('ZCARD', base .. ':entries') - active - delayed)
local oldest = redis.call('ZRANGE', base .. ':entries', 0, 0, 'WITHSCORES')[2]
return { waiting, active, delayed, redis.call('ZCARD', base .. ':dead'), oldest and math.max(0, now - oldest) or 0 }
