create table core.build (inputs_fingerprint varchar not null, built_at timestamp not null, duckdb_version varchar not null);

comment on table core.build is 'One row: the build that made this file.';
comment on column core.build.inputs_fingerprint is
    'SHA-256 over the raw tables and the pipeline''s files; another value means the file is out of date.';
comment on column core.build.built_at is 'End of the build, UTC.';
comment on column core.build.duckdb_version is 'DuckDB that wrote the file.';
