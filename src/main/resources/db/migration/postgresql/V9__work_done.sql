-- Which items of a run are answered, and by which call: a row is added here instead of one of work_item rewritten
-- (docs/decisions/0019). What an earlier release answered is DONE in work_item instead.
create table work_done (
    run_id  bigint not null,
    number  bigint not null,
    call_id bigint,
    primary key (run_id, number)
);
