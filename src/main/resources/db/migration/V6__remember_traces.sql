-- The request that made a job, as a place in its trace, so that whoever works on the job can say what for. Replicas that do not know the
-- column leave it null, as those do that trace nothing. Holds the lock that keeps everybody out of stop_job, and reads nothing: all rows
-- that are there have a null, which the rule allows, so they need not be looked through.

SET LOCAL lock_timeout = '3s';

ALTER TABLE stop_job ADD COLUMN traceparent text;
ALTER TABLE stop_job ADD CONSTRAINT stop_job_traceparent_is_one
    CHECK (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$') NOT VALID;
