-- A danger that was put on record days after it was found is a danger all the same: its alarm runs from now, and its order rings when it is late.
CREATE OR REPLACE FUNCTION "clock_work_order"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT NEW."found_at" + c."due_hours" * interval '1 hour', c."asks_second" INTO NEW."due_at", NEW."asks_second"
  FROM "work_order_class_of"(NEW."city_code", NEW."class") c;
  NEW."state" := 'received';
  NEW."assigned_id" := NULL;
  NEW."closed_at" := NULL;
  NEW."closed_how" := NULL;
  NEW."version" := 1;
  NEW."ring_at" := CASE
    -- what is put on record long afterwards is nothing of now
    WHEN NEW."received_at" < now() - interval '1 day' THEN NULL
    WHEN NEW."class" = 'danger' THEN "work_order_last_hour"(NEW."found_at", NEW."due_at", NEW."received_at")
    ELSE NEW."received_at" + (NEW."due_at" - NEW."found_at") / 4 END;
  NEW."ring_why" := CASE WHEN NEW."ring_at" IS NOT NULL THEN CASE NEW."class" WHEN 'danger' THEN 'overdue' ELSE 'unaccepted' END END;
  RETURN NEW;
END $$;
