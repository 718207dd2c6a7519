-- How fast the cloud takes an action of a target, learned by all replicas together and kept for the next job. Locks nothing: the table
-- is new.

CREATE TABLE pace (
    target text NOT NULL CHECK (length(target) BETWEEN 1 AND 128),
    action text NOT NULL CHECK (length(action) BETWEEN 1 AND 64),
    -- Grows with each change of course, so that of two replicas that want one at the same time only the first gets it.
    epoch integer NOT NULL DEFAULT 1,
    phase text NOT NULL CHECK (phase IN ('Climb', 'Pause', 'Confirm', 'Cruise')),
    -- Calls per second: at which permits are spaced, and at which the cloud's bucket is believed to refill.
    rate double precision NOT NULL CHECK (rate > 0 AND rate < 1e9),
    refill double precision NOT NULL CHECK (refill >= 0 AND refill < 1e9),
    -- Permits before this are given out.
    next_at timestamptz NOT NULL,
    -- For how long in this epoch more was wanted than the rate allows, and when that was last so.
    hungry_seconds double precision NOT NULL DEFAULT 0,
    hungry_at timestamptz,
    -- When the bucket was last seen empty, or last filled up in a rest; what became of calls since then.
    empty_at timestamptz,
    full_at timestamptz,
    accepted bigint NOT NULL DEFAULT 0,
    throttled bigint NOT NULL DEFAULT 0,
    -- The last time that a full bucket was emptied: calls that passed, and how long it took.
    drained_calls bigint NOT NULL DEFAULT 0,
    drained_seconds double precision NOT NULL DEFAULT 0,
    -- For people: calls of the last minute or so, each counting less the older it is, as of drawn_at.
    recent_accepted double precision NOT NULL DEFAULT 0,
    recent_throttled double precision NOT NULL DEFAULT 0,
    drawn_at timestamptz NOT NULL,
    PRIMARY KEY (target, action)
)
-- Written many times a second; free room keeps each new version beside the old one, where it needs no index entry and no vacuum.
WITH (fillfactor = 50);
