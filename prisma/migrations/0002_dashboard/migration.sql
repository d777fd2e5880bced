-- CreateEnum
CREATE TYPE "suggestion_source" AS ENUM ('search', 'hand', 'retry');

-- CreateEnum
CREATE TYPE "view_kind" AS ENUM ('workspace', 'sweep');

-- DropIndex
DROP INDEX "suggestion_sweep_id_state_number_idx";

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "metadata" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "serial" BIGSERIAL NOT NULL;

-- AlterTable
ALTER TABLE "sweep" ADD COLUMN     "ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "suggestion" ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "source" "suggestion_source" NOT NULL DEFAULT 'search',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "agent" ADD COLUMN     "project_id" UUID,
ADD COLUMN     "stop_requested_at" TIMESTAMPTZ(3),
ADD COLUMN     "works_for_project" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "sweep_id" DROP NOT NULL;

-- Agents that are there work for the project of their sweep.
UPDATE "agent" SET "project_id" = "sweep"."project_id" FROM "sweep" WHERE "sweep"."id" = "agent"."sweep_id";
ALTER TABLE "agent" ALTER COLUMN "project_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "blob" (
    "hash" BYTEA NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "run_file" (
    "run_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "blob_hash" BYTEA NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_file_pkey" PRIMARY KEY ("run_id","path")
);

-- CreateTable
CREATE TABLE "sweep_version" (
    "sweep_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "config" JSONB NOT NULL,
    "yaml" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweep_version_pkey" PRIMARY KEY ("sweep_id","version")
);

-- CreateTable
CREATE TABLE "sweep_prior_run" (
    "sweep_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "sweep_prior_run_pkey" PRIMARY KEY ("sweep_id","run_id")
);

-- CreateTable
CREATE TABLE "view" (
    "id" UUID NOT NULL,
    "view_id" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" "view_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "report_id" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "share_hash" BYTEA,
    "shared_blob" BYTEA,
    "shared_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "blob_created_at_idx" ON "blob"("created_at");

-- CreateIndex
CREATE INDEX "run_file_blob_hash_idx" ON "run_file"("blob_hash");

-- CreateIndex
CREATE INDEX "sweep_prior_run_run_id_idx" ON "sweep_prior_run"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "view_view_id_key" ON "view"("view_id");

-- CreateIndex
CREATE INDEX "view_project_id_kind_name_idx" ON "view"("project_id", "kind", "name");

-- CreateIndex
CREATE INDEX "view_owner_id_idx" ON "view"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_report_id_key" ON "report"("report_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_share_hash_key" ON "report"("share_hash");

-- CreateIndex
CREATE INDEX "report_shared_blob_idx" ON "report"("shared_blob");

-- CreateIndex
CREATE INDEX "report_project_id_updated_at_idx" ON "report"("project_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "run_serial_key" ON "run"("serial");

-- CreateIndex
CREATE INDEX "suggestion_sweep_id_state_rank_number_idx" ON "suggestion"("sweep_id", "state", "rank", "number");

-- CreateIndex
CREATE INDEX "agent_project_id_created_at_idx" ON "agent"("project_id", "created_at");

-- AddForeignKey
ALTER TABLE "run_file" ADD CONSTRAINT "run_file_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_file" ADD CONSTRAINT "run_file_blob_hash_fkey" FOREIGN KEY ("blob_hash") REFERENCES "blob"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_version" ADD CONSTRAINT "sweep_version_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_prior_run" ADD CONSTRAINT "sweep_prior_run_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep_prior_run" ADD CONSTRAINT "sweep_prior_run_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "view" ADD CONSTRAINT "view_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "view" ADD CONSTRAINT "view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_shared_blob_fkey" FOREIGN KEY ("shared_blob") REFERENCES "blob"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- Sweeps that are there keep their config as version 1.
INSERT INTO "sweep_version" ("sweep_id", "version", "config", "yaml", "made_by", "note", "created_at")
SELECT "id", 1, "config", "yaml", '', 'as it was created', "created_at" FROM "sweep";
