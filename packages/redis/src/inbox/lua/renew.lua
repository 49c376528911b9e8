-- Extends the leases of slots.
-- ARGV: lease in milliseconds, then for each slot the holder, and the conversation or '' when the worker does not know it.
-- Returns the holders whose conversation another worker has taken over.

-- @include base
local lost = {}
for i = 2, #ARGV, 2 do
  local holder, conversation = ARGV[i], ARGV[i + 1]
  local held = conversation ~= '' and conversation or redis.call('HGET', base .. ':running', holder)
  if held and redis.call('HGET', base .. ':head:' .. held, 'holder') == holder then
    redis.call('ZADD', base .. ':conversations', 'XX', now + ARGV[1], held)
  elseif conversation ~= '' then
    lost[#lost + 1] = holder
  end
end
return lost
