-- Under which slot an item is looked for: in a table of its own, which a change of its state leaves alone
-- (docs/decisions/0018).
-- A process of an earlier release may be adding items.
lock table work_item in share row exclusive mode;

create table work_key (
    run_id bigint not null,
    slot   bigint not null,
    number bigint not null,
    primary key (run_id, slot, number)
);

insert into work_key (run_id, slot, number) select run_id, slot, number from work_item;

drop index work_item_by_key;

analyze work_key;
