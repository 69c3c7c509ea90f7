-- Every statement can be repeated; see V1.

-- Embeddings of texts, kept from run to run: little-endian floats. id is the first 8 bytes of the SHA-256 of text and
-- model version; the rare hash that meets another there is not kept.
create table if not exists vector (
    id        bigint primary key,
    key_hash  binary(32) not null,
    embedding varbinary  not null,
    last_used date       not null
);
