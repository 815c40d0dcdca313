-- The list of who is due begins with what closes first, in a whole city too: a page of it is read in that order, not sorted out of all.
CREATE INDEX "due_visit_order_idx" ON "due_visit" ("city_code", "closes_on", "id");
