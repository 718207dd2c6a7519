-- Who asked for what, and what was decided. Rows are added and nothing else: the service's role may not change or delete one. They outlive
-- the jobs that they tell of, so nothing refers to one by a foreign key. Locks nothing: the table is new.

CREATE TABLE audit (
    -- In the order in which rows were begun; gaps mean nothing.
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),

    -- Both null where it is not known who called.
    tenant text CHECK (length(tenant) BETWEEN 1 AND 64),
    caller text CHECK (length(caller) BETWEEN 1 AND 256),
    came_from text NOT NULL CHECK (length(came_from) BETWEEN 1 AND 64),
    request_id text NOT NULL CHECK (length(request_id) BETWEEN 1 AND 64),

    door text NOT NULL CHECK (door IN ('rest', 'aliyun', 'volcengine')),
    action text NOT NULL CHECK (action IN ('stop', 'cancel', 'retry')),
    -- Accepted, Replayed, Cancelled, Unchanged, or the code of the refusal.
    decision text NOT NULL CHECK (decision ~ '^[A-Za-z0-9.]{1,128}$'),
    detail text CHECK (length(detail) <= 512),

    -- The job that was made, found, cancelled, or asked for in vain.
    job_id uuid,
    retry_of uuid,
    -- Its first characters: enough to find the caller's own record by, and too little to use.
    client_token text COLLATE "C" CHECK (client_token ~ '^.{0,4}[*]{3}$'),
    target text CHECK (length(target) <= 128),
    -- As the caller counted them: of a refused request there may be too many, or none.
    instances integer CHECK (instances >= 0),
    -- Null where the row in which the job was accepted has them.
    instance_ids text[] CHECK (cardinality(instance_ids) <= 100),

    -- Rows of the tenant, or of unknown callers, that this replica left out since the one before.
    left_out integer NOT NULL DEFAULT 0 CHECK (left_out >= 0),

    CONSTRAINT audit_caller_has_tenant CHECK ((tenant IS NULL) = (caller IS NULL)),
    CONSTRAINT audit_accepted_has_job
        CHECK (decision NOT IN ('Accepted', 'Replayed', 'Cancelled', 'Unchanged') OR job_id IS NOT NULL AND tenant IS NOT NULL)
);

-- What people ask: what a tenant did in some hours (null: who was not let in), and what became of a job.
CREATE INDEX audit_by_tenant ON audit (tenant, at);
CREATE INDEX audit_by_job ON audit (job_id) WHERE job_id IS NOT NULL;
-- What is old enough for its owner to prune; a few bytes whatever the size, since rows come in by time.
CREATE INDEX audit_by_time ON audit USING brin (at);
