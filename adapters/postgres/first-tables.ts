/**
 * The tables of version 1. What was released here is never edited again.
 * Every text that is compared has the collation C: it is compared by its bytes, whatever the database makes of languages.
 */
export const FIRST_TABLES = `
-- What records are kept under. A scope makes these texts long, and there are few of them: everywhere else stands the number.
-- The digests keep the indexes small whatever the length; PostgreSQL indexes no text of more than some 2,600 bytes.
CREATE TABLE collections (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  digest bytea NOT NULL UNIQUE
);

-- A position is never given out again: the sequence behind it does not go back, not even when a transaction does.
-- A body is text or bytes. double precision keeps any number of JavaScript. sequence is that of the newest event.
-- Room is left in each page, so that an update finds its place beside the old row and no index has to change.
CREATE TABLE records (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  collection integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  sequence bigint NOT NULL,
  parent text COLLATE "C" NOT NULL,
  name text COLLATE "C",
  checksum double precision NOT NULL,
  body text COLLATE "C",
  bytes bytea,
  CONSTRAINT records_by_id UNIQUE (id, collection),
  CONSTRAINT records_have_a_body CHECK (num_nonnulls(body, bytes) = 1)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX records_by_name ON records (name, parent, collection) WHERE name IS NOT NULL;
-- For walks only, and therefore on an expression that only walks ask for: of new tables the planner knows nothing, and would otherwise
-- look for one record among all of its collection, by a plan that it then keeps.
CREATE INDEX records_by_collection ON records ((collection::bigint), position);
CREATE INDEX records_by_parent ON records ((collection::bigint), parent, position);

-- A key is forgotten when its row goes: events that still bear its number have no key then, and the number is never given out again.
CREATE TABLE keys (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text COLLATE "C" NOT NULL,
  digest bytea NOT NULL UNIQUE
);

-- stream is the position of the record that it happened to; number is the order of writing, over all streams.
CREATE TABLE events (
  stream bigint NOT NULL,
  sequence bigint NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  type text COLLATE "C" NOT NULL,
  at_ms double precision NOT NULL,
  revision bigint NOT NULL,
  key bigint,
  checksum double precision NOT NULL,
  body text COLLATE "C" NOT NULL,
  PRIMARY KEY (stream, sequence)
);
CREATE INDEX events_by_key ON events (key, number) WHERE key IS NOT NULL;
`;
