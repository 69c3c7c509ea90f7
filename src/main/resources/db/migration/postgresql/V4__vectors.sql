-- Embeddings of texts, kept from run to run: little-endian floats. id is the first 8 bytes of the SHA-256 of text and
-- model version; the rare hash that meets another there is not kept.
create table vector (
    id        bigint primary key,
    key_hash  bytea not null,
    embedding bytea not null,
    last_used date  not null
);

-- Floats do not compress; without this, PostgreSQL would try for each row.
alter table vector alter column embedding set storage external;
