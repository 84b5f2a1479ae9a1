/**
 * The functions of version 1: each is one round trip that writes. What was released here is never edited again.
 * Collections come as texts once for each call; in the JSON stands their place in that list, counted from 1.
 */
export const FIRST_FUNCTIONS = `
-- Readies the collections of a call for it, and gives their numbers in the order of the names.
-- Who creates in a collection holds it until the end of the transaction: records become visible in the order of their positions,
-- so that a scan never passes by one that is committed later with a smaller position.
CREATE FUNCTION enter_collections(names text[], are_creating boolean[]) RETURNS integer[]
LANGUAGE plpgsql AS $function$
DECLARE
  numbers integer[];
BEGIN
  IF true = ANY (are_creating) THEN
    INSERT INTO collections (name, digest)
    SELECT wanted.name, sha256(convert_to(wanted.name, 'UTF8'))
    FROM unnest(names, are_creating) AS wanted (name, is_creating)
    WHERE wanted.is_creating AND NOT EXISTS (
      SELECT FROM collections WHERE digest = sha256(convert_to(wanted.name, 'UTF8'))
    )
    ORDER BY 2
    ON CONFLICT DO NOTHING;
  END IF;
  numbers := ARRAY(
    SELECT (SELECT number FROM collections WHERE digest = sha256(convert_to(wanted.name, 'UTF8')))
    FROM unnest(names) WITH ORDINALITY AS wanted (name, place) ORDER BY place
  );
  IF true = ANY (are_creating) THEN
    PERFORM pg_advisory_xact_lock('records'::regclass::oid::integer, entered.number)
    FROM (
      SELECT number FROM unnest(numbers, are_creating) AS wanted (number, is_creating)
      WHERE is_creating ORDER BY number
    ) AS entered;
  END IF;
  RETURN numbers;
END
$function$;

-- Locks the records that a call is about, all of them at once and in one order, so that no two calls wait for each other.
CREATE FUNCTION lock_records(numbers integer[], places integer[], ids text[]) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
  -- Found one by one: a join would be planned by what the tables held when they were new.
  PERFORM FROM records
  WHERE position = ANY (ARRAY(
    SELECT (SELECT position FROM records WHERE collection = numbers[wanted.place] AND id = wanted.id)
    FROM unnest(places, ids) AS wanted (place, id)
  ))
  ORDER BY position FOR NO KEY UPDATE;
END
$function$;

-- Makes a new record and gives its position.
CREATE FUNCTION create_record(at_collection integer, given jsonb, at_revision bigint, newest bigint) RETURNS bigint
LANGUAGE plpgsql AS $function$
DECLARE
  made bigint;
BEGIN
  INSERT INTO records (collection, id, revision, sequence, parent, name, checksum, body, bytes)
  VALUES (at_collection, given ->> 'id', at_revision, newest, given ->> 'parent', given ->> 'name',
          (given ->> 'checksum')::double precision, given ->> 'body', decode(given ->> 'bytes', 'base64'))
  RETURNING position INTO made;
  RETURN made;
END
$function$;

CREATE FUNCTION update_record(which bigint, given jsonb, at_revision bigint, newest bigint) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
  UPDATE records
  SET revision = at_revision, sequence = newest, name = given ->> 'name',
      checksum = (given ->> 'checksum')::double precision,
      body = given ->> 'body', bytes = decode(given ->> 'bytes', 'base64')
  WHERE position = which;
END
$function$;

-- Writes one unit and tells what became of it. Every check stands before the first write: a unit that loses has written nothing.
CREATE FUNCTION commit_unit(numbers integer[], unit jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $function$
DECLARE
  changes CONSTANT jsonb := unit -> 'changes';
  newest_change CONSTANT integer := jsonb_array_length(changes) - 1;
  unit_key CONSTANT text := unit ->> 'key';
  key_number bigint;
  change jsonb;
  head record;
  holder bigint;
  newest bigint;
  -- By index of the change, from 0: what stood there before. The revisions and sequences move on with the writes.
  positions bigint[];
  revisions bigint[];
  sequences bigint[];
  names text[];
BEGIN
  IF unit_key IS NOT NULL THEN
    SELECT number INTO key_number FROM keys WHERE digest = sha256(convert_to(unit_key, 'UTF8'));
    IF FOUND THEN
      RETURN jsonb_build_object('status', 'duplicate', 'revisions', coalesce(
        (SELECT jsonb_agg(revision ORDER BY number) FROM events WHERE key = key_number), '[]'));
    END IF;
  END IF;

  FOR i IN 0 .. newest_change LOOP
    change := changes -> i;
    SELECT position, revision, sequence, parent, name INTO head FROM records
    WHERE collection = numbers[(change ->> 'place')::integer] AND id = change ->> 'id';
    IF coalesce(head.revision, 0) <> (change ->> 'expected')::double precision THEN
      RETURN jsonb_build_object('status', 'conflict', 'change', i, 'actual', coalesce(head.revision, 0));
    END IF;
    IF head.parent <> change ->> 'parent' THEN
      RAISE 'A put changes the parent of a record.' USING ERRCODE = 'AN003';
    END IF;
    positions[i] := head.position;
    revisions[i] := coalesce(head.revision, 0);
    sequences[i] := coalesce(head.sequence, 0);
    names[i] := head.name;
  END LOOP;

  FOR i IN 0 .. newest_change LOOP
    change := changes -> i;
    CONTINUE WHEN change ->> 'name' IS NULL;
    IF (change ->> 'hasRival')::boolean THEN
      RETURN jsonb_build_object('status', 'taken', 'change', i);
    END IF;
    CONTINUE WHEN names[i] = change ->> 'name';
    SELECT position INTO holder FROM records
    WHERE collection = numbers[(change ->> 'place')::integer]
      AND parent = change ->> 'parent' AND name = change ->> 'name';
    -- A holder inside the unit frees its name, or it would be a rival.
    IF FOUND AND (holder = ANY (positions)) IS NOT TRUE THEN
      RETURN jsonb_build_object('status', 'taken', 'change', i);
    END IF;
  END LOOP;

  -- What is to go goes, and names that change hands are freed, before any of them is taken up again.
  FOR i IN 0 .. newest_change LOOP
    CONTINUE WHEN positions[i] IS NULL;
    change := changes -> i;
    IF (change ->> 'isRemoval')::boolean THEN
      DELETE FROM keys WHERE number IN (SELECT key FROM events WHERE stream = positions[i]);
      DELETE FROM events WHERE stream = positions[i];
      DELETE FROM records WHERE position = positions[i];
    ELSIF newest_change > 0 AND names[i] IS NOT NULL AND names[i] IS DISTINCT FROM change ->> 'name' THEN
      UPDATE records SET name = NULL WHERE position = positions[i];
    END IF;
  END LOOP;

  FOR i IN 0 .. newest_change LOOP
    change := changes -> i;
    IF (change ->> 'isRemoval')::boolean THEN
      revisions[i] := 0;
    ELSE
      revisions[i] := revisions[i] + 1;
      newest := sequences[i] + (change ->> 'events')::integer;
      IF positions[i] IS NULL THEN
        positions[i] := create_record(numbers[(change ->> 'place')::integer], change, 1, newest);
      ELSE
        PERFORM update_record(positions[i], change, revisions[i], newest);
      END IF;
    END IF;
  END LOOP;

  IF jsonb_array_length(unit -> 'events') > 0 THEN
    IF unit_key IS NOT NULL THEN
      INSERT INTO keys (key, digest) VALUES (unit_key, sha256(convert_to(unit_key, 'UTF8')))
      RETURNING number INTO key_number;
    END IF;
    INSERT INTO events (stream, sequence, type, at_ms, revision, key, checksum, body)
    SELECT positions[given.change], sequences[given.change] + given.ordinal, given.type, given."atMs",
           revisions[given.change], key_number, given.checksum, given.body
    FROM jsonb_to_recordset(unit -> 'events') AS given (
      change integer, ordinal integer, type text, "atMs" double precision, checksum double precision, body text
    );
  END IF;
  RETURN jsonb_build_object('status', 'committed', 'revisions', coalesce(to_jsonb(revisions), '[]'));
END
$function$;

-- Every statement here finds its few rows by an index: a plan that is made once is as good as one for each call, and costs nothing.
-- Writes the units of one call, each of them wholly or not at all, in their order; gives their outcomes in the same order.
CREATE FUNCTION commit_units(
  names text[], are_creating boolean[], places integer[], ids text[], units jsonb
) RETURNS SETOF jsonb
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan AS $function$
DECLARE
  numbers CONSTANT integer[] := enter_collections(names, are_creating);
  unit jsonb;
BEGIN
  PERFORM lock_records(numbers, places, ids);
  FOR unit IN SELECT value FROM jsonb_array_elements(units) LOOP
    RETURN NEXT commit_unit(numbers, unit);
  END LOOP;
END
$function$;
`;
