-- Which rule a rule took the place of: whoever reads the table sees what was asked before, and until when.
ALTER TABLE "visit_rule" ADD COLUMN "replaces" uuid REFERENCES "visit_rule" ("id") ON DELETE SET NULL;
