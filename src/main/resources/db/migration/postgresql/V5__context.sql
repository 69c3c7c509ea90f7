-- Spans of source to show beside an item, as JSON; null where none were looked for.
alter table work_item add column if not exists context text;
