-- What models answered, kept from run to run. id is the slot: the first 8 bytes of the SHA-256, or the next free one
-- if another hash has it.
create table answer (
    id         bigint                   primary key,
    key_hash   bytea                    not null,
    answer     text                     not null,
    model      text                     not null,
    note       text                     not null,
    recipe     text                     not null,
    created_at timestamp with time zone default current_timestamp not null
);

-- So that a start tells the time of the latest answer without reading a million.
create index if not exists answer_by_time on answer (created_at);

-- Which models answered a recipe, so that the question need not scan a million answers.
create table answer_origin (
    recipe text not null,
    model  text not null,
    primary key (recipe, model)
);

create table run (
    run_id          bigint                   generated always as identity primary key,
    job             text                     not null,
    output          text                     not null,
    identity        text                     not null,
    identity_parts  text                     not null,
    input           text                     not null,
    recipe          text                     not null,
    provider        text                     not null,
    model           text                     not null,
    status          text                     not null,
    exit_code       integer,
    started_at      timestamp with time zone not null,
    ended_at        timestamp with time zone,
    duration_ms     bigint                   default 0         not null,
    estimated_usd   numeric(24, 12),
    saved_usd       numeric(24, 12),
    rows_cached     bigint                   default 0         not null,
    rows_enriched   bigint                   default 0         not null,
    rows_duplicates bigint                   default 0         not null,
    rows_defaulted  bigint                   default 0         not null,
    rows_failed     bigint                   default 0         not null,
    rows_rejected   bigint                   default 0         not null,
    problem         text
);

create table work_item (
    run_id      bigint           not null,
    number      bigint           not null,
    file_number integer          not null,
    file_row    bigint           not null,
    line        bigint           not null,
    slot        bigint           not null,
    key_hash    bytea            not null,
    group_key   text collate "C" not null,
    state       text             not null,
    reason      text,
    message     text,
    note        text             not null,
    call_id     bigint,
    fields      text             not null,
    primary key (run_id, number)
);

create unique index work_item_by_key on work_item (run_id, slot, key_hash);
create index work_item_to_do on work_item (run_id, state, group_key, number);

-- What the items of a group share, such as the document of its chunks.
create table work_group (
    run_id    bigint  not null,
    group_key text collate "C" not null,
    fields    text not null,
    primary key (run_id, group_key)
);

create table model_call (
    call_id             bigint                   generated always as identity primary key,
    run_id              bigint                   not null,
    token               uuid                     not null,
    started_at          timestamp with time zone not null,
    duration_ms         bigint                   not null,
    items               integer                  not null,
    attempt             integer                  not null,
    status              text                     not null,
    finish_reason       text                     not null,
    input_tokens        bigint                   not null,
    cached_input_tokens bigint                   not null,
    output_tokens       bigint                   not null,
    reasoning_tokens    bigint                   not null,
    cost_usd            numeric(24, 12),
    unique (run_id, token)
);

create table run_failure (
    run_id      bigint  not null,
    file_number integer not null,
    row_number  bigint  not null,
    line        bigint  not null,
    reason      text    not null,
    message     text    not null,
    primary key (run_id, file_number, row_number)
);
