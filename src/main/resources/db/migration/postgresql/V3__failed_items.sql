-- Items that failed by their own fault, kept after their run so that a later one need not ask them again so soon.
create table failed_item (
    slot      bigint                   not null,
    key_hash  bytea                    not null,
    run_id    bigint                   not null,
    reason    text                     not null,
    message   text                     not null,
    failed_at timestamp with time zone not null,
    primary key (slot, key_hash)
);
