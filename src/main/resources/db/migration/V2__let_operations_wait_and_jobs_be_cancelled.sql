-- What a holder knows of an operation survives it, jobs can be cancelled and retried, and one that kills its holders is given up.
-- Rewrites nothing, but holds each table's strongest lock while it reads it once in full: for the changed constraints, and for an index.

SET LOCAL lock_timeout = '3s';

ALTER TABLE stop_job
    ADD COLUMN cancel_requested_at timestamptz,
    -- The job whose unsuccessful instances this one tries again.
    ADD COLUMN retry_of uuid,
    -- Holders in a row that died without recording anything.
    ADD COLUMN fruitless smallint NOT NULL DEFAULT 0 CHECK (fruitless >= 0);

-- An operation that was called and is not over has a row too, so that its next holder goes on where the last one stopped.
ALTER TABLE stop_outcome
    DROP CONSTRAINT stop_outcome_state_check,
    ADD CONSTRAINT stop_outcome_state_check
        CHECK (state IN ('Pending', 'Accepted', 'Stopped', 'Failed', 'Skipped', 'Cancelled')),
    DROP CONSTRAINT stop_outcome_fault_has_code,
    ADD CONSTRAINT stop_outcome_fault_has_code
        CHECK (state = 'Pending' OR (state IN ('Accepted', 'Stopped')) = (code IS NULL)),
    -- Calls without a clear answer, and refusals for the instance's state; null once they cannot matter any more.
    ADD COLUMN unclear smallint CHECK (unclear >= 0),
    ADD COLUMN conflicts smallint CHECK (conflicts >= 0),
    -- Of the first call that may have stopped the instance without saying so.
    ADD COLUMN doubt_since timestamptz,
    -- The row was an Accepted before its present state: what its job's counters moved by.
    ADD COLUMN was_accepted boolean;

-- Who is next: by tenant, so that none waits behind another's backlog, and what a tenant has open.
CREATE INDEX stop_job_open_by_tenant ON stop_job (tenant, target, due_at) WHERE finished_at IS NULL;
DROP INDEX stop_job_open;

-- What is old enough to be forgotten.
CREATE INDEX stop_job_finished ON stop_job (finished_at) WHERE finished_at IS NOT NULL;

-- How each target looks from this replica, as it says with every beat.
ALTER TABLE replica ADD COLUMN lanes jsonb NOT NULL DEFAULT '[]';
