-- That somebody opened unusually many values is told to those who read the audit there, until one of them, another person, has
-- looked at it. One alert stands for one hour of somebody's; it counts on while it is new.
CREATE TABLE "opening_alert" (
  "id" uuid NOT NULL PRIMARY KEY,
  "person_id" uuid NOT NULL,
  "line" text NOT NULL DEFAULT '' CHECK ("line" IN ('', 'civil-affairs', 'health', 'education', 'employment')),
  "area_code" text COLLATE "C" NOT NULL DEFAULT '' CHECK ("area_code" ~ '^([0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  "raised_at" timestamptz NOT NULL DEFAULT now(),
  -- openings within the hour, at the latest of them
  "openings" integer NOT NULL CHECK ("openings" > 0),
  "acknowledged_by" uuid,
  "acknowledged_at" timestamptz,
  CONSTRAINT "opening_alert_looked_at_by_another" CHECK ("acknowledged_by" <> "person_id"),
  CONSTRAINT "opening_alert_looked_at_once" CHECK (("acknowledged_by" IS NULL) = ("acknowledged_at" IS NULL))
);
-- Of one person in one line and area one alert waits at a time.
CREATE UNIQUE INDEX "opening_alert_waiting" ON "opening_alert" ("person_id", "line", "area_code") WHERE "acknowledged_at" IS NULL;

ALTER TABLE "opening_alert" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "opening_alert_seen" ON "opening_alert" FOR SELECT
  USING ("person_id" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:audit')));
CREATE POLICY "opening_alert_raised" ON "opening_alert" FOR INSERT
  WITH CHECK ("person_id" = (SELECT "acting_person"()) AND "acknowledged_at" IS NULL);
-- Whoever opens on counts on; whoever reads the audit there acknowledges, never one's own.
CREATE POLICY "opening_alert_counted" ON "opening_alert" FOR UPDATE
  USING ("acknowledged_at" IS NULL
    AND ("person_id" = (SELECT "acting_person"()) OR ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:audit'))))
  WITH CHECK (("person_id" = (SELECT "acting_person"()) AND "acknowledged_at" IS NULL)
    OR ("acknowledged_by" = (SELECT "acting_person"()) AND ("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:audit'))));
-- Alerts go with the openings they were raised by, by whoever may let those go, and only once somebody has looked.
CREATE POLICY "opening_alert_forgotten" ON "opening_alert" FOR DELETE
  USING ("acknowledged_at" IS NOT NULL AND ':'::text <@ (SELECT "scope_of"('write:retention')));
