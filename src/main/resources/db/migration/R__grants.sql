-- What the service's role may do with the owner's tables: rows alone, and of the audit trail only read and add. Runs again when the role's
-- name or this text changes; tables of later migrations get their rights from the default below. Where one role is both there is nothing
-- to grant, and nothing that could be taken from an owner for good.

SET LOCAL lock_timeout = '3s';

DO $grants$
DECLARE
    service CONSTANT text := '${service}';
    each record;
BEGIN
    IF service = current_user THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), service);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', current_schema(), service);
    -- Ours only: the schema may hold other people's tables.
    FOR each IN
        SELECT oid::regclass AS name,
               CASE relname WHEN 'audit' THEN 'SELECT, INSERT'
                            WHEN 'flyway_schema_history' THEN 'SELECT'
                            ELSE 'SELECT, INSERT, UPDATE, DELETE' END AS rights
          FROM pg_class
         WHERE relnamespace = current_schema()::regnamespace
           AND relname IN ('audit', 'flyway_schema_history', 'pace', 'pace_sample', 'replica', 'stop_job', 'stop_outcome')
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %I', each.name, service);
        EXECUTE format('GRANT %s ON %s TO %I', each.rights, each.name, service);
    END LOOP;
END
$grants$;
