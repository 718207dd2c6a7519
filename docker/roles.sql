-- One role owns the tables and migrates, another one serves and can neither change nor delete what the audit trail holds.
CREATE ROLE fleetstop_owner LOGIN PASSWORD 'only-to-try-it-out';
CREATE ROLE fleetstop_service LOGIN PASSWORD 'only-to-try-it-out';
CREATE DATABASE fleetstop OWNER fleetstop_owner;
