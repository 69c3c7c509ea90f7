-- As PostgreSQL does by itself: no number of a run is left out when a process is killed. See db/migration/h2/V10__numbers_and_latest.sql.
alter table run alter column run_id set cache 1;

-- When the latest answer came is kept here instead of in an index of all answers, which each of them had to be written to.
-- Of earlier answers that of all is taken for each recipe and model: the latest of all is what is shown.
alter table answer_origin add column if not exists latest timestamp with time zone;
update answer_origin set latest = (select max(created_at) from answer) where latest is null;
drop index if exists answer_by_time;
