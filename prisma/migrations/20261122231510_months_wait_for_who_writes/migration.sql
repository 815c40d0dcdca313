-- A month is handed in with what is written, or what is written is told as its correction: never neither. Whoever changes who is on
-- the register holds its district's and its city's key shared until the change is in force; whoever hands a month in holds the
-- one of its own area alone (left 6 digits), and so sees every change that will find no report to correct.
CREATE FUNCTION "hold_register_months"("of_line" text, "of_area" text) RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT pg_advisory_xact_lock_shared(hashtextextended('register-months:' || "of_line" || ':' || k."key", 0))
  FROM (SELECT DISTINCT left("of_area", n) AS "key" FROM unnest(ARRAY[4, 6]) AS n ORDER BY 1) AS k
$$;

CREATE FUNCTION "hold_months_of_resident"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "hold_register_months"(NEW."line", NEW."area_code");
  IF TG_OP = 'UPDATE' AND (OLD."line", OLD."area_code") IS DISTINCT FROM (NEW."line", NEW."area_code") THEN
    PERFORM "hold_register_months"(OLD."line", OLD."area_code");
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "hold_months_of_entry" BEFORE INSERT ON "resident" FOR EACH ROW
  WHEN (NEW."state" IN ('registered', 'left')) EXECUTE FUNCTION "hold_months_of_resident"();
CREATE TRIGGER "hold_months_of_change" BEFORE UPDATE ON "resident" FOR EACH ROW
  WHEN ((OLD."state", OLD."line", OLD."area_code", OLD."registered_on", OLD."left_on", OLD."left_reason")
    IS DISTINCT FROM (NEW."state", NEW."line", NEW."area_code", NEW."registered_on", NEW."left_on", NEW."left_reason"))
  EXECUTE FUNCTION "hold_months_of_resident"();

-- Asked past the resident's own policy: whose category it is decides which months wait.
CREATE FUNCTION "hold_months_of_category"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  "of_line" text;
  "of_area" text;
BEGIN
  SELECT r."line", r."area_code" INTO "of_line", "of_area" FROM "resident" r WHERE r."id" = COALESCE(NEW."resident_id", OLD."resident_id");
  IF FOUND THEN
    PERFORM "hold_register_months"("of_line", "of_area");
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER "hold_months_of_category" BEFORE INSERT OR UPDATE OR DELETE ON "resident_category"
  FOR EACH ROW EXECUTE FUNCTION "hold_months_of_category"();
