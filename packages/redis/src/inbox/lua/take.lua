-- Takes the first entry of a conversation, after it removed the entry that is handled.
-- ARGV: conversation, token of the worker, id of the handled entry or '', `first` when the worker takes the conversation
-- over, lease in milliseconds.
-- Returns `head` with the number of attempts and the entry; `wait` with milliseconds; `moved` with the conversation for
-- which a worker must be woken or ''; `empty`; or `lost` when another worker has taken the conversation over.

-- @include base
-- @include conversations
local conversation, holder, handled, mode, lease = unpack(ARGV)
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
if mode ~= 'first' and redis.call('HGET', head, 'holder') ~= holder then
  return { 'lost' }
end
local popped = false
while true do
  local entry = redis.call('LINDEX', list, 0)
  if not entry then
    drop(conversation)
    return { 'empty' }
  end
  local id, home, copy = parse(entry, conversation)
  if id == handled or isSuperseded(copy) then
    pop(conversation, id)
    popped = true
  else
    local due = tonumber(redis.call('HGET', head, 'due') or 0)
    if due > now then
      return { 'wait', due - now }
    end
    if home ~= conversation then
      local wake = push(home, entry)
      drop(conversation)
      return { 'moved', wake }
    end
    redis.call('HSET', head, 'holder', holder)
    -- The worker asks again when it did not get the reply. That is the same attempt.
    local attempts = mode ~= 'first' and not popped and redis.call('HGET', head, 'attempts')
    redis.call('ZADD', base .. ':conversations', now + lease, conversation)
    return { 'head', attempts or redis.call('HINCRBY', head, 'attempts', 1), entry }
  end
end
