create table core.constant as
select * from ledger.constant;

comment on table core.constant is 'Every constant with its unit, reason and citation (pipeline/constants.toml).';
comment on column core.constant.name is 'Name of the constant.';
comment on column core.constant.value is 'Its value in `unit`.';
comment on column core.constant.unit is 'Unit of the value.';
comment on column core.constant.why is 'Why the product needs it.';
comment on column core.constant.citation is 'Where the value comes from.';
