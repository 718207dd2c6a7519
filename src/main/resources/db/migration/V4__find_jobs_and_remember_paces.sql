-- Every filter of the list of jobs has an index that is in the list's own order, and how fast targets were called is kept for a day.
-- Holds the lock that keeps writers out of stop_job while it reads the table once for each index.

SET LOCAL lock_timeout = '3s';

-- Newest first. None of these columns ever changes, so a job under way is still rewritten in place.
CREATE INDEX stop_job_newest ON stop_job (tenant, created_at DESC, id DESC);
CREATE INDEX stop_job_newest_of_target ON stop_job (tenant, target, created_at DESC, id DESC);

-- A state that is still to change would cost every change of it an entry in each index. So states are indexed once they are final, and
-- of the open jobs all are looked through, which are few beside those that are kept.
CREATE INDEX stop_job_newest_open ON stop_job (tenant, created_at DESC, id DESC) WHERE finished_at IS NULL;
CREATE INDEX stop_job_newest_final ON stop_job (tenant, state, created_at DESC, id DESC) WHERE finished_at IS NOT NULL;

-- Which jobs an instance was in: a hundred entries a job, so they are made once, when nothing of the row changes any more.
CREATE INDEX stop_job_final_instances ON stop_job USING gin (instance_ids) WHERE finished_at IS NOT NULL;

-- How fast a target was called, as of a quarter of a minute in which it was.
CREATE TABLE pace_sample (
    target text NOT NULL CHECK (length(target) BETWEEN 1 AND 128),
    action text NOT NULL CHECK (length(action) BETWEEN 1 AND 64),
    at timestamptz NOT NULL,
    rate double precision NOT NULL CHECK (rate > 0),
    -- Null until the cloud has refused a call for its rate.
    learned_rate double precision CHECK (learned_rate > 0),
    throttled_share double precision NOT NULL CHECK (throttled_share BETWEEN 0 AND 1),
    -- Whichever replica writes a quarter of a minute down first has written it for all.
    PRIMARY KEY (target, action, at)
);

CREATE INDEX pace_sample_at ON pace_sample (at);
