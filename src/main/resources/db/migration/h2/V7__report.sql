-- Every statement can be repeated; see V1.

-- What a report tells of a run beyond its numbers, a list of names and values for each kind: the settings that it ran
-- with, the columns that it added, its files.
create table if not exists run_fact (
    run_id   bigint  not null,
    kind     varchar not null,
    position integer not null,
    name     varchar not null,
    fact     varchar not null,
    primary key (run_id, kind, position)
);

-- How many calls might be in flight when this one was sent; null of calls before.
alter table model_call add column if not exists call_window integer;
