-- Every statement can be repeated; see V1.

-- Under which slot an item is looked for: in a table of its own, since H2 writes a row anew in all of its indexes when its
-- state changes, and slots come in random order (docs/decisions/0018).
create table if not exists work_key (
    run_id bigint not null,
    slot   bigint not null,
    number bigint not null,
    primary key (run_id, slot, number)
);

-- In the order of the slots: otherwise the file of 1,300,000 items doubles.
merge into work_key (run_id, slot, number) key (run_id, slot, number)
    select run_id, slot, number from work_item order by run_id, slot;

drop index if exists work_item_by_key;
