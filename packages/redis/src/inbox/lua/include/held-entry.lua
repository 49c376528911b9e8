-- Ends the script when this slot does not hold the first entry. ARGV: conversation, holder, entry id.
local conversation, holder, id = ARGV[1], ARGV[2], ARGV[3]
local list, head = base .. ':conversation:' .. conversation, base .. ':head:' .. conversation
local entry = redis.call('LINDEX', list, 0)
local first, _, copy = parse(entry or '', conversation)
if not entry or first ~= id or redis.call('HGET', head, 'holder') ~= holder then
  return 0
end
