-- What a visit told of somebody's whereabouts is looked for by itself: one in a hundred, among all that was ever logged.
CREATE INDEX "visit_event_report_idx" ON "visit_event" ("city_code", "area_code" COLLATE "C", "began_at") WHERE "outcome" IN ('deceased', 'moved', 'in-hospital', 'away');
