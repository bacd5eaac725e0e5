create table core.source as
select * from ledger.source
order by source_id;

comment on table core.source is 'Every source with its publisher, licence and how it reached us (data/raw/*/provenance.toml).';
comment on column core.source.source_id is 'Name of the source: its module, its folder under data/raw and its id everywhere.';
comment on column core.source.title is 'What the source is.';
comment on column core.source.publisher is 'Who published the figures.';
comment on column core.source.publisher_url is 'The publisher''s page; empty when it is not recorded.';
comment on column core.source.licence is 'Terms of use of the figures.';
comment on column core.source.licence_url is 'Where the terms stand.';
comment on column core.source.citation is 'How to cite the source.';
comment on column core.source.obtained is 'How the figures reached us and how they were checked.';
comment on column core.source.caveat is 'What a reader must know before using the figures.';
comment on column core.source.accessed is 'Day on which the files were read.';
comment on column core.source.n_files is 'Publisher files read.';
