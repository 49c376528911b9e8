-- All keys begin with KEYS[1], `{prefix}`, so that they are in one slot of a cluster:
--   :conversation:<id>  list of entries, `<entry id> <conversation> <copy> <json>`
--   :head:<id>          hash about the first entry of a conversation: holder (token of the worker), attempts, suspect (a
--                       process ended while it ran this entry), firstError (name of the first error)
--   :conversations      sorted set of the conversations that are not empty, by the time when a worker looked or should look
--   :entries            sorted set of the ids of all entries, by the time when they were added
--   :running            hash of the conversations whose first entry runs: `<process>`, or `<process>!` when that process
--                       runs no other entry
--   :delayed            sorted set of the conversations whose first entry must wait, by the time when it is due
--   :seen:<digest>      `c` or `p` and an entry id: the complete or partial copy with this key that was added last
--   :added:<digest>     an entry without a key was added by the call of `add` with this id
--   :dead               sorted set of `<json about the failure>\n<entry>`, by a number that grows
--   :sequence           the last number that was given to an entry or a dead letter
-- `<copy>` is `c` or `p` and the digest of the entry's key, or `-` without a key.
-- A partial copy waits for its complete copy in a conversation of its own, `~<digest>`. It moves to its own
-- conversation when its wait ends.
-- An entry that another program wrote has no id. It counts as entry 0 of the conversation where it is.
-- Each script writes first what Redis may refuse (no memory, read-only). If Redis refuses it, nothing is changed.
local base, time = KEYS[1], redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
