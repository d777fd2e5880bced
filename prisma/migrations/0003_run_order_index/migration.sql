-- DropIndex
DROP INDEX "run_project_id_created_at_id_idx";

-- What is shown and counted is never in the trash, so the index holds nothing that is.
CREATE INDEX "run_project_id_created_at_serial_idx" ON "run"("project_id", "created_at", "serial") WHERE "deleted_at" IS NULL;

-- The trash of a project, and what is due to be purged.
CREATE INDEX "run_project_id_deleted_at_idx" ON "run"("project_id", "deleted_at") WHERE "deleted_at" IS NOT NULL;
