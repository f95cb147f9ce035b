-- What an import replaced, so that undoing it brings it back; and rows of several sheets with equal row numbers.
alter table survey_building add column previous jsonb;
comment on column survey_building.previous is 'the building this import replaced, so that undoing the import brings it back';
grant delete on survey_building to huanju_app;
alter table survey_change add column old_source jsonb;
comment on column survey_change.old_source is 'where the old value came from';
alter table survey_import_row add column seq integer not null;
alter table survey_import_row drop constraint survey_import_row_pkey;
alter table survey_import_row add primary key (import_id, kind, seq);
comment on column survey_import_row.seq is 'order in the ledger; row numbers repeat where several sheets are read';
