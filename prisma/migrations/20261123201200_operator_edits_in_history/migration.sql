-- What an operator wrote and somebody published stands in a place's history under its own name.
ALTER TABLE "revision" DROP CONSTRAINT "revision_cause_known";
ALTER TABLE "revision" ADD CONSTRAINT "revision_cause_known" CHECK ("cause" IN ('create', 'edit', 'state', 'import', 'undo', 'operator-edit'));
