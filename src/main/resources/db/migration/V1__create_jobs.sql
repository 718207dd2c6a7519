-- The whole record: jobs, the outcome of each of their operations, and the replicas that hold leases. Locks nothing: all tables are new.

CREATE TABLE stop_job (
    -- UUIDv7 made here, since time is the database's: 48 bits of milliseconds, version and variant bits set, the rest random.
    id uuid PRIMARY KEY DEFAULT encode(
        set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid,

    tenant text NOT NULL CHECK (length(tenant) BETWEEN 1 AND 64),
    -- Compared byte by byte: both clouds call a token case-sensitive.
    client_token text COLLATE "C" NOT NULL CHECK (client_token ~ '^[\x21-\x7E]{1,64}$'),
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
    created_by text NOT NULL CHECK (length(created_by) BETWEEN 1 AND 256),
    description text CHECK (length(description) <= 256),

    target text NOT NULL CHECK (length(target) BETWEEN 1 AND 128),
    provider text NOT NULL CHECK (length(provider) BETWEEN 1 AND 32),
    region text NOT NULL CHECK (length(region) BETWEEN 1 AND 64),
    instance_ids text[] NOT NULL,
    -- Beside the array, so that counting does not have to fetch it.
    total smallint NOT NULL CHECK (total BETWEEN 1 AND 100),

    stopped_mode text NOT NULL CHECK (stopped_mode IN ('KeepCharging', 'StopCharging')),
    force_stop boolean NOT NULL,
    confirm_stop boolean NOT NULL,
    dry_run boolean NOT NULL,
    wait_for text NOT NULL CHECK (wait_for IN ('Accepted', 'Stopped')),
    max_concurrency smallint CHECK (max_concurrency BETWEEN 1 AND 100),
    max_errors smallint CHECK (max_errors BETWEEN 0 AND 100),
    force_after_seconds integer CHECK (force_after_seconds BETWEEN 10 AND 3600),
    not_before timestamptz,
    deadline timestamptz,

    state text NOT NULL CHECK (state IN ('Pending', 'Running', 'Succeeded', 'PartiallySucceeded', 'Failed', 'Cancelled')),
    accepted smallint NOT NULL DEFAULT 0 CHECK (accepted >= 0),
    stopped smallint NOT NULL DEFAULT 0 CHECK (stopped >= 0),
    failed smallint NOT NULL DEFAULT 0 CHECK (failed >= 0),
    skipped smallint NOT NULL DEFAULT 0 CHECK (skipped >= 0),
    cancelled smallint NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    version integer NOT NULL DEFAULT 1,

    leased_by uuid,
    lease_epoch integer NOT NULL DEFAULT 0,
    -- Not to be leased before this.
    due_at timestamptz NOT NULL,
    -- No call is started after this; the caller's deadline or the configured limit.
    expires_at timestamptz NOT NULL,

    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,

    UNIQUE (tenant, client_token),
    CONSTRAINT stop_job_ids_counted CHECK (cardinality(instance_ids) = total),
    CONSTRAINT stop_job_progress_adds_up CHECK (accepted + stopped + failed + skipped + cancelled <= total),
    CONSTRAINT stop_job_final_is_finished
        CHECK ((state IN ('Pending', 'Running')) = (finished_at IS NULL)),
    CONSTRAINT stop_job_running_has_started CHECK (state <> 'Running' OR started_at IS NOT NULL),
    CONSTRAINT stop_job_final_is_not_leased CHECK (finished_at IS NULL OR leased_by IS NULL),
    CONSTRAINT stop_job_lease_has_epoch CHECK (leased_by IS NULL OR lease_epoch > 0),
    CONSTRAINT stop_job_force_needs_wait CHECK (force_after_seconds IS NULL OR wait_for = 'Stopped'),
    -- What a caller may ask for is judged by the database's clock; intake answers these three by name.
    CONSTRAINT stop_job_not_before_is_near CHECK (not_before <= created_at + interval '7 days'),
    CONSTRAINT stop_job_deadline_is_ahead CHECK (deadline > created_at),
    CONSTRAINT stop_job_deadline_after_start CHECK (deadline > not_before)
)
-- Half of each page stays free, so that leasing and settling rewrite the row in place (HOT) and touch no index.
WITH (fillfactor = 50);

-- What a replica looks through for work: open jobs only, so it stays small however many are kept.
CREATE INDEX stop_job_open ON stop_job (due_at) WHERE finished_at IS NULL;

-- No foreign key: rows are written only beside the job row that the same statement has locked, and a check for each row would be paid
-- a hundred times a job.
CREATE TABLE stop_outcome (
    job_id uuid NOT NULL,
    -- Place in the job's instance_ids, from 0.
    ordinal smallint NOT NULL CHECK (ordinal BETWEEN 0 AND 99),
    state text NOT NULL CHECK (state IN ('Accepted', 'Stopped', 'Failed', 'Skipped', 'Cancelled')),
    already_stopped boolean NOT NULL,
    attempts smallint NOT NULL CHECK (attempts >= 0),
    code text CHECK (length(code) <= 128),
    message text CHECK (length(message) <= 1024),
    provider_code text CHECK (length(provider_code) <= 128),
    provider_message text CHECK (length(provider_message) <= 1024),
    provider_request_id text CHECK (length(provider_request_id) <= 128),
    settled_at timestamptz NOT NULL,
    -- The key is what makes "recorded once" true.
    PRIMARY KEY (job_id, ordinal),
    CONSTRAINT stop_outcome_fault_has_code CHECK ((state IN ('Accepted', 'Stopped')) = (code IS NULL)),
    CONSTRAINT stop_outcome_code_has_message CHECK ((code IS NULL) = (message IS NULL))
);

-- A process that may hold leases, alive as long as it says so in time.
CREATE TABLE replica (
    id uuid PRIMARY KEY,
    alive_until timestamptz NOT NULL
);
