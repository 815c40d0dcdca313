-- Whose family is to be asked anew is found without going through all links.
CREATE INDEX "contact_link_unnamed_idx" ON "contact_link" ("resident_id") WHERE "ended_why" = 'unnamed';
