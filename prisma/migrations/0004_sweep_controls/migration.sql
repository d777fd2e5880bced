-- AlterEnum
ALTER TYPE "suggestion_state" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "waited_for" TEXT,
ADD COLUMN     "waited_ms" INTEGER;

-- AlterTable
ALTER TABLE "agent" ADD COLUMN     "waiting_for" TEXT,
ADD COLUMN     "waiting_since" TIMESTAMPTZ(3);

-- Every sweep has its first version; who made the older ones was not kept, so it is whose they are.
INSERT INTO "sweep_version" ("sweep_id", "version", "config", "yaml", "made_by", "note", "created_at")
SELECT "sweep"."id", "sweep"."version", "sweep"."config", "sweep"."yaml", "entity"."name", 'as it was made', "sweep"."created_at"
FROM "sweep" JOIN "project" ON "project"."id" = "sweep"."project_id" JOIN "entity" ON "entity"."id" = "project"."entity_id"
ON CONFLICT DO NOTHING;
