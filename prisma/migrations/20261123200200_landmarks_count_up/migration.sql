-- What words mean on the ground is kept for a city at a revision: a landmark more or less is another revision.
CREATE TRIGGER "landmark_inserted" AFTER INSERT ON "landmark" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "landmark_updated" AFTER UPDATE ON "landmark" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
CREATE TRIGGER "landmark_deleted" AFTER DELETE ON "landmark" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "bump_city_revision"();
