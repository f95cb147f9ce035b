-- The list's descending orders with unknown figures last, so that the first page is read off an index.
create index survey_estate_built_desc_idx on survey_estate (built_year desc nulls last, id desc) where archived_at is null;
create index survey_estate_households_desc_idx on survey_estate (households desc nulls last, id desc) where archived_at is null;
create index survey_estate_area_desc_idx on survey_estate (floor_area_cm2 desc nulls last, id desc) where archived_at is null;
