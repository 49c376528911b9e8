import { script } from '../connection/script.ts';

/*
 * All keys begin with KEYS[1], `{prefix}`, and so live in one slot of a cluster:
 *   :lane:<lane>   list of entries, `<id> <lane> <digest of its key, for a partial copy, or -> <json>`
 *   :head:<lane>   hash of its first entry: by (who handles it), starts, due (not before)
 *   :lanes         sorted set of the lanes that are not empty, by when somebody should have looked
 *   :seen:<digest> `c` or `p`: a complete or a partial copy was taken
 *   :dead          sorted set of `<json about the failure>\n<entry>`, in the order of their numbers
 *   :seq           the last number given
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
  local function parse(entry)
    return string.match(entry, '^(%d+) (%S+) (%S+)')
  end`;
// For what only who handles the lane's first entry may do: lane, who, the entry's id.
const MINE = `${NOW}${FUNCTIONS}
  local lane, who, id = ARGV[1], ARGV[2], ARGV[3]
  local list, head = base .. ':lane:' .. lane, base .. ':head:' .. lane
  local entry = redis.call('LINDEX', list, 0)
  if not entry or parse(entry) ~= id or redis.call('HGET', head, 'by') ~= who then return 0 end`;

/** Json, lane, digest of the key or nothing, `p` or `c`, how long it is remembered, the twin window → ring where. */
export const ADD = script(`${NOW}${FUNCTIONS}
  local json, lane, key, kind, ttl, window = unpack(ARGV)
  if key ~= '' then
    local seen = redis.call('GET', base .. ':seen:' .. key)
    if seen == 'c' or seen == kind then return {'duplicate', ''} end
    redis.call('SET', base .. ':seen:' .. key, kind, 'PX', ttl)
    if seen == 'p' then drop('~' .. key) end
  end
  local partial = key ~= '' and kind == 'p'
  local entry = redis.call('INCR', base .. ':seq') .. ' ' .. lane .. ' ' .. (partial and key or '-') .. ' ' .. json
  if not partial then return {'queued', push(lane, entry)} end
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
    local id, home, twin = parse(entry)
    if id == done or (twin ~= '-' and redis.call('GET', base .. ':seen:' .. twin) == 'c') then
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

/** Lane, who, id, in how many milliseconds, by how much the number of starts goes down. */
export const RETRY = script(`${MINE}
  redis.call('HSET', head, 'due', now + ARGV[4])
  redis.call('HINCRBY', head, 'starts', 0 - ARGV[5])
  redis.call('ZADD', base .. ':lanes', now + ARGV[4], lane)
  return 1`);

/** Lane, who, id, json about the failure. */
export const BURY = script(`${MINE}
  redis.call('ZADD', base .. ':dead', redis.call('INCR', base .. ':seq'), ARGV[4] .. '\\n' .. entry)
  pop(lane)
  return 1`);

/** Numbers of dead letters → how many there were, and where to ring. */
export const REPLAY = script(`${NOW}${FUNCTIONS}
  local count, rings = 0, {}
  for _, number in ipairs(ARGV) do
    local letter = redis.call('ZRANGEBYSCORE', base .. ':dead', number, number)[1]
    if letter then
      local entry = string.match(letter, '^[^\\n]*\\n(.*)$')
      local _, home = parse(entry)
      rings[#rings + 1] = push(home, entry)
      redis.call('ZREM', base .. ':dead', letter)
      count = count + 1
    end
  end
  return {count, rings}`);

/** The greatest number, how many → the numbers of the oldest dead letters. */
export const NUMBERS = script(`
  local numbers = {}
  local found = redis.call('ZRANGEBYSCORE', KEYS[1] .. ':dead', '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
  for i = 2, #found, 2 do numbers[#numbers + 1] = found[i] end
  return numbers`);

/** Milliseconds → the lanes where nobody has looked for so long. */
export const SWEEP = script(`${NOW}
  local lanes = redis.call('ZRANGEBYSCORE', base .. ':lanes', '-inf', now - ARGV[1], 'LIMIT', 0, 500)
  for _, lane in ipairs(lanes) do redis.call('ZADD', base .. ':lanes', now, lane) end
  return lanes`);
