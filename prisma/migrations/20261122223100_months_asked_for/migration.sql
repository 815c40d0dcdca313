-- 催报: which unit was asked by whoever is above for a month that has ended, once a day at most. It is over once the month is handed in.
CREATE TABLE "month_reminder" (
  "id" uuid NOT NULL PRIMARY KEY,
  "city_code" text NOT NULL REFERENCES "city" ("code") ON DELETE CASCADE,
  "line" text NOT NULL,
  "area_code" text COLLATE "C" NOT NULL,
  "month" date NOT NULL CHECK (EXTRACT(DAY FROM "month") = 1),
  "on_day" date NOT NULL,
  "reminded_by" uuid REFERENCES "person" ("id") ON DELETE SET NULL,
  "reminded_at" timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT "month_reminder_once_a_day" UNIQUE ("city_code", "line", "area_code", "month", "on_day")
);
ALTER TABLE "month_reminder" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "month_reminder_seen" ON "month_reminder" FOR SELECT USING (("line" || ':' || "area_code") <@ (SELECT "scope_of"('read:visits')));
CREATE POLICY "month_reminder_added" ON "month_reminder" FOR INSERT WITH CHECK (("line" || ':' || "area_code") <@ (SELECT "scope_of"('report:visits')));
