/** The functions of version 1 for upkeep. What was released here is never edited again. */
export const FIRST_UPKEEP = `
-- Puts one entry in as it is, where there is nothing or in the place of a record and its whole history, whose keys are forgotten but for
-- those that the new one has too.
CREATE FUNCTION restore_entry(numbers integer[], entry jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $function$
DECLARE
  at_collection CONSTANT integer := numbers[(entry ->> 'place')::integer];
  events_given CONSTANT jsonb := entry -> 'events';
  newest CONSTANT bigint := coalesce((events_given -> -1 ->> 'sequence')::bigint, 0);
  head record;
BEGIN
  SELECT position, revision, parent INTO head FROM records
  WHERE collection = at_collection AND id = entry ->> 'id';
  IF coalesce(head.revision, 0) <> (entry ->> 'expected')::double precision THEN
    RETURN jsonb_build_object('status', 'conflict', 'actual', coalesce(head.revision, 0));
  END IF;
  IF head.parent <> entry ->> 'parent' THEN
    RAISE 'A put changes the parent of a record.' USING ERRCODE = 'AN003';
  END IF;
  IF EXISTS (
    SELECT FROM records
    WHERE collection = at_collection AND parent = entry ->> 'parent' AND name = entry ->> 'name'
      AND position IS DISTINCT FROM head.position
  ) THEN
    RETURN jsonb_build_object('status', 'taken');
  END IF;

  IF head.position IS NULL THEN
    head.position := create_record(at_collection, entry, (entry ->> 'revision')::bigint, newest);
  ELSE
    DELETE FROM keys
    WHERE number IN (SELECT key FROM events WHERE stream = head.position) AND NOT EXISTS (
      SELECT FROM jsonb_to_recordset(events_given) AS given (key text) WHERE given.key = keys.key
    );
    DELETE FROM events WHERE stream = head.position;
    PERFORM update_record(head.position, entry, (entry ->> 'revision')::bigint, newest);
  END IF;

  INSERT INTO keys (key, digest)
  SELECT DISTINCT given.key, sha256(convert_to(given.key, 'UTF8'))
  FROM jsonb_to_recordset(events_given) AS given (key text)
  WHERE given.key IS NOT NULL
  ORDER BY 2
  ON CONFLICT DO NOTHING;

  INSERT INTO events (stream, sequence, type, at_ms, revision, key, checksum, body)
  SELECT head.position, given.sequence, given.type, given."atMs", given.revision,
         (SELECT number FROM keys WHERE digest = sha256(convert_to(given.key, 'UTF8'))), given.checksum, given.body
  FROM jsonb_to_recordset(events_given) AS given (
    sequence bigint, type text, "atMs" double precision, revision bigint, key text, checksum double precision, body text
  );

  RETURN jsonb_build_object('status', 'restored');
END
$function$;

-- Restores the entries of one call; gives their outcomes in the same order.
CREATE FUNCTION restore_entries(
  names text[], are_creating boolean[], places integer[], ids text[], entries jsonb
) RETURNS SETOF jsonb
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan AS $function$
DECLARE
  numbers CONSTANT integer[] := enter_collections(names, are_creating);
  entry jsonb;
BEGIN
  PERFORM lock_records(numbers, places, ids);
  FOR entry IN SELECT value FROM jsonb_array_elements(entries) LOOP
    RETURN NEXT restore_entry(numbers, entry);
  END LOOP;
END
$function$;

-- Forgets the oldest events of streams, but never the newest; gives how many went, in the order of the streams.
CREATE FUNCTION trim_streams(names text[], places integer[], ids text[], befores bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql SET search_path FROM CURRENT SET plan_cache_mode = force_generic_plan AS $function$
DECLARE
  numbers CONSTANT integer[] := enter_collections(names, '{}');
  wanted record;
  head record;
  gone bigint;
BEGIN
  PERFORM lock_records(numbers, places, ids);
  FOR wanted IN
    SELECT given.place, given.id, given.before
    FROM unnest(places, ids, befores) WITH ORDINALITY AS given (place, id, before, rank) ORDER BY given.rank
  LOOP
    SELECT position, least(wanted.before, sequence) AS bound INTO head FROM records
    WHERE collection = numbers[wanted.place] AND id = wanted.id;
    DELETE FROM keys
    WHERE number IN (SELECT key FROM events WHERE stream = head.position AND sequence < head.bound);
    DELETE FROM events WHERE stream = head.position AND sequence < head.bound;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN NEXT gone;
  END LOOP;
END
$function$;
`;
