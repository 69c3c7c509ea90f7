-- Every statement can be repeated; see V1.

-- Items that failed by their own fault, kept after their run so that a later one need not ask them again so soon.
create table if not exists failed_item (
    slot      bigint                   not null,
    key_hash  binary(32)               not null,
    run_id    bigint                   not null,
    reason    varchar                  not null,
    message   varchar                  not null,
    failed_at timestamp with time zone not null,
    primary key (slot, key_hash)
);
