-- Every statement can be repeated; see V1.

-- H2 takes numbers in blocks, writes each block down in a commit of its own, and leaves out what a killed process had not used.
-- Runs are told by their numbers, and are few: none is left out. Calls are many, and nobody counts them by theirs.
alter table run alter column run_id set cache 1;
alter table model_call alter column call_id set cache 512;

-- When the latest answer came is kept here instead of in an index of all answers, which each of them had to be written to.
-- Of earlier answers that of all is taken for each recipe and model: the latest of all is what is shown.
alter table answer_origin add column if not exists latest timestamp with time zone;
update answer_origin set latest = (select max(created_at) from answer) where latest is null;
drop index if exists answer_by_time;
