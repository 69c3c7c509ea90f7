-- Every statement can be repeated; see V1.

-- Which items of a run are answered, and by which call. A row is added here where the row of work_item would be written
-- anew in all of its indexes (docs/decisions/0019). What an earlier release answered is DONE in work_item instead.
create table if not exists work_done (
    run_id  bigint not null,
    number  bigint not null,
    call_id bigint,
    primary key (run_id, number)
);
