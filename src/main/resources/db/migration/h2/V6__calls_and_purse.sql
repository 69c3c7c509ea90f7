-- Every statement can be repeated; see V1.

-- How long a call waited for the rate gate, the calls in flight when it was sent, the HTTP status of its answer, and how
-- many items it answered; the last is null where the call brought no answers by its nature.
alter table model_call add column if not exists wait_ms     bigint default 0  not null;
alter table model_call add column if not exists in_flight   integer default 0 not null;
alter table model_call add column if not exists http_status integer;
alter table model_call add column if not exists answered    integer;

-- What calls that are under way, or whose end nobody saw, may cost at most; it counts against the cost cap like what was
-- spent. Written before such a call is sent.
create table if not exists run_purse (
    run_id   bigint primary key,
    held_usd numeric(24, 12) not null
);

-- The most items that a prompt might hold when this one was made of items not asked before; null where it asks again for
-- what another left open, and where no reply came. And why prompts became smaller by its reply; null if they did not.
alter table model_call add column if not exists batch_size integer;
alter table model_call add column if not exists shrunk_by  varchar;

-- How many items a prompt of a recipe may hold with a model, where that is less than the recipe allows: what the last run
-- learned.
create table if not exists learned_size (
    recipe varchar not null,
    model  varchar not null,
    items  integer not null,
    primary key (recipe, model)
);
