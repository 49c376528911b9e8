import { script } from '../connection/script.ts';

/*
 * All keys begin with KEYS[1], `{prefix}`, and so live in one slot of a cluster:
 *   :lane:<lane>   list of entries, `<id> <lane> <c or p, and the digest of its key, or -> <json>`
 *   :head:<lane>   hash of its first entry: by (who handles it), starts, due (not before)
 *   :lanes         sorted set of the lanes that are not empty, by when somebody should have looked
 *   :seen:<digest> `c` or `p`: a complete or a partial copy was taken
 *   :dead          sorted set of `<json about the failure>\n<entry>`, in the order of their numbers
 *   :seq           the last number given
 * An entry that is none, because somebody else wrote it, has the id 0 wherever it is found.
 * A partial copy waits for its twin in a lane of its own, `~<digest>`, and moves on when it is due.
 * Whatever Redis may refuse (no memory, read only) is written first: then nothing is.
 */
const NOW = `
  local base, time = KEYS[1], redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;
const FUNCTIONS = `
  local function drop(lane)
    redis.call('DEL', base .. ':lane:' .. lane, base .. ':head:' .. lane)
    redis.call('ZREM', base .. ':lanes', lane)
  end
  -- Answers the lane where somebody should be told: nobody has to be while it is at work.
  local function push(lane, entry)
    if redis.call('RPUSH', base .. ':lane:' .. lane, entry) > 1 then return '' end
    redis.call('ZADD', base .. ':lanes', now, lane)
    return lane
  end
  local function pop(lane)
    redis.call('LPOP', base .. ':lane:' .. lane)
    redis.call('HDEL', base .. ':head:' .. lane, 'starts', 'due')
  end
  local function parse(entry, lane)
    local id, home, copy = string.match(entry, '^(%d+) (%S+) (%S+)')
    if not id then return '0', lane, '-' end
    return id, home, copy
  end
  -- A partial copy whose complete twin was taken.
  local function superseded(copy)
    return string.sub(copy, 1, 1) == 'p' and redis.call('GET', base .. ':seen:' .. string.sub(copy, 2)) == 'c'
  end`;
// For what only who handles the lane's first entry may do: lane, who, the entry's id.
const MINE = `${NOW}${FUNCTIONS}
  local lane, who, id = ARGV[1], ARGV[2], ARGV[3]
  local list, head = base .. ':lane:' .. lane, base .. ':head:' .. lane
  local entry = redis.call('LINDEX', list, 0)
  local first, _, copy = parse(entry or '', lane)
  if not entry or first ~= id or redis.call('HGET', head, 'by') ~= who then return 0 end`;

/** Json, lane, digest of the key or nothing, `p` or `c`, how long it is remembered, the twin window → ring where. */
export const ADD = script(`${NOW}${FUNCTIONS}
  local json, lane, key, kind, ttl, window = unpack(ARGV)
  local seen
  if key ~= '' then
    seen = redis.call('GET', base .. ':seen:' .. key)
    if seen == 'c' or seen == kind then return {'duplicate', ''} end
    redis.call('SET', base .. ':seen:' .. key, kind, 'PX', ttl)
    if seen == 'p' then drop('~' .. key) end
  end
  local copy = key == '' and '-' or kind .. key
  local entry = redis.call('INCR', base .. ':seq') .. ' ' .. lane .. ' ' .. copy .. ' ' .. json
  if key == '' or kind == 'c' then
    local ring = push(lane, entry)
    if seen ~= 'p' then return {'queued', ring} end
    -- Its partial copy, which failed, may stand before it and wait for its next attempt.
    local _, _, before = parse(redis.call('LINDEX', base .. ':lane:' .. lane, 0), lane)
    return {'queued', before == 'p' .. key and lane or ring}
  end
  redis.call('HSET', base .. ':head:~' .. key, 'due', now + window)
  redis.call('RPUSH', base .. ':lane:~' .. key, entry)
  redis.call('ZADD', base .. ':lanes', now + window, '~' .. key)
  return {'queued', '~' .. key}`);

/** Lane, who, the id of the entry that is done or nothing, `first` where one takes the lane over, the lease → what now. */
export const TAKE = script(`${NOW}${FUNCTIONS}
  local lane, who, done, first, lease = unpack(ARGV)
  local list, head = base .. ':lane:' .. lane, base .. ':head:' .. lane
  if first == '' and redis.call('HGET', head, 'by') ~= who then return {'lost'} end
  local popped = false
  while true do
    local entry = redis.call('LINDEX', list, 0)
    if not entry then
      drop(lane)
      return {'empty'}
    end
    local id, home, copy = parse(entry, lane)
    if id == done or superseded(copy) then
      pop(lane)
      popped = true
    else
      local due = tonumber(redis.call('HGET', head, 'due') or 0)
      if due > now then return {'wait', due - now} end
      if home ~= lane then
        local ring = push(home, entry)
        drop(lane)
        return {'moved', ring}
      end
      redis.call('HSET', head, 'by', who)
      -- Asked again, because the answer was lost: it was begun once.
      local starts = first == '' and not popped and redis.call('HGET', head, 'starts')
      redis.call('ZADD', base .. ':lanes', now + lease, lane)
      return {'head', starts or redis.call('HINCRBY', head, 'starts', 1), entry}
    end
  end`);

/** Lane, who, id, in how many milliseconds, by how much the number of starts goes down → in how many to look again. */
export const RETRY = script(`${MINE}
  local wait = superseded(copy) and 0 or ARGV[4]
  redis.call('HSET', head, 'due', now + wait)
  redis.call('HINCRBY', head, 'starts', 0 - ARGV[5])
  redis.call('ZADD', base .. ':lanes', now + wait, lane)
  return tonumber(wait)`);

/** Lane, who, id, json about the failure. */
export const BURY = script(`${MINE}
  local lost = not superseded(copy)
  if lost then redis.call('ZADD', base .. ':dead', redis.call('INCR', base .. ':seq'), ARGV[4] .. '\\n' .. entry) end
  pop(lane)
  return lost and 1 or 0`);

/** Numbers of dead letters → how many there were, and where to ring. */
export const REPLAY = script(`${NOW}${FUNCTIONS}
  local count, rings = 0, {}
  for _, number in ipairs(ARGV) do
    local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
    if letter then
      local entry = string.match(letter, '^[^\\n]*\\n(.*)$')
      local _, home = parse(entry, 'none')
      rings[#rings + 1] = push(home, entry)
      redis.call('ZREM', base .. ':dead', letter)
      count = count + 1
    end
  end
  return {count, rings}`);

/** Numbers of dead letters → how many there were. What is delivered again afterwards is taken. */
export const REMOVE = script(`${NOW}${FUNCTIONS}
  local count = 0
  for _, number in ipairs(ARGV) do
    local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
    if letter then
      local _, _, copy = parse(string.match(letter, '^[^\\n]*\\n(.*)$'), 'none')
      local kind, seen = string.sub(copy, 1, 1), base .. ':seen:' .. string.sub(copy, 2)
      if redis.call('GET', seen) == kind then redis.call('DEL', seen) end
      redis.call('ZREM', base .. ':dead', letter)
      count = count + 1
    end
  end
  return count`);

/** The greatest number, how many → the numbers of the oldest dead letters. */
export const NUMBERS = script(`
  local numbers = {}
  local found = redis.call('ZRANGEBYSCORE', KEYS[1] .. ':dead', '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
  for i = 2, #found, 2 do numbers[#numbers + 1] = found[i] end
  return numbers`);

/** Milliseconds, how many at most → the lanes where nobody has looked for so long. */
export const SWEEP = script(`${NOW}
  local lanes = redis.call('ZRANGEBYSCORE', base .. ':lanes', '-inf', now - ARGV[1], 'LIMIT', 0, ARGV[2])
  for _, lane in ipairs(lanes) do redis.call('ZADD', base .. ':lanes', now, lane) end
  return lanes`);
