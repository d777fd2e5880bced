-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "membership_role" AS ENUM ('owner', 'member', 'viewer');

-- CreateEnum
CREATE TYPE "stream" AS ENUM ('history', 'system');

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('pending', 'running', 'finished', 'crashed', 'failed', 'killed', 'preempting', 'preempted');

-- CreateEnum
CREATE TYPE "sweep_state" AS ENUM ('pending', 'running', 'paused', 'finished', 'canceled');

-- CreateEnum
CREATE TYPE "suggestion_state" AS ENUM ('pending', 'claimed', 'finished', 'failed', 'dropped');

-- CreateEnum
CREATE TYPE "agent_state" AS ENUM ('active', 'lost', 'set_aside', 'gone');

-- CreateTable
CREATE TABLE "entity" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "default_entity_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "role" "membership_role" NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","entity_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "series" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "stream" "stream" NOT NULL,
    "key" TEXT NOT NULL,
    "path" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "point_count" BIGINT NOT NULL DEFAULT 0,
    "min" DOUBLE PRECISION,
    "max" DOUBLE PRECISION,
    "last" DOUBLE PRECISION,
    "last_finite" DOUBLE PRECISION,
    "last_line" BIGINT,
    "last_finite_line" BIGINT,
    "other_count" BIGINT NOT NULL DEFAULT 0,
    "last_other_line" BIGINT,
    "small_chunk_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "history_chunk" (
    "id" BIGSERIAL NOT NULL,
    "series_id" BIGINT NOT NULL,
    "first_line" BIGINT NOT NULL,
    "last_line" BIGINT NOT NULL,
    "first_step" BIGINT NOT NULL,
    "last_step" BIGINT NOT NULL,
    "point_count" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    "levels" BYTEA,

    CONSTRAINT "history_chunk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "history_value" (
    "series_id" BIGINT NOT NULL,
    "line" BIGINT NOT NULL,
    "step" BIGINT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "history_value_pkey" PRIMARY KEY ("series_id","line")
);

-- CreateTable
CREATE TABLE "console_chunk" (
    "run_id" UUID NOT NULL,
    "block" INTEGER NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "console_chunk_pkey" PRIMARY KEY ("run_id","block")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "run_state" NOT NULL,
    "state_reason" TEXT,
    "config" JSONB NOT NULL DEFAULT '{}',
    "sdk_config" JSONB NOT NULL DEFAULT '{}',
    "summary" JSONB NOT NULL DEFAULT '{}',
    "notes" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "group" TEXT,
    "job_type" TEXT,
    "host" TEXT,
    "program" TEXT,
    "git_remote" TEXT,
    "git_commit" TEXT,
    "sweep_id" UUID,
    "suggestion_id" UUID,
    "agent_id" UUID,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "exit_code" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "stop_requested_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,
    "history_lines" int8multirange NOT NULL DEFAULT '{}'::int8multirange,
    "system_lines" int8multirange NOT NULL DEFAULT '{}'::int8multirange,
    "console_line_count" BIGINT NOT NULL DEFAULT 0,
    "last_step" BIGINT,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sweep" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "sweep_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "state" "sweep_state" NOT NULL DEFAULT 'pending',
    "end_reason" TEXT,
    "method" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "yaml" TEXT NOT NULL,
    "seed" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "id" UUID NOT NULL,
    "sweep_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "suggestion_state" NOT NULL DEFAULT 'pending',
    "config" JSONB NOT NULL,
    "info" JSONB NOT NULL,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" UUID NOT NULL,
    "sweep_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "agent_state" NOT NULL DEFAULT 'active',
    "state_reason" TEXT,
    "finished_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "entity_name_key" ON "entity"("name");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE INDEX "membership_entity_id_idx" ON "membership"("entity_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "api_key_user_id_idx" ON "api_key"("user_id");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_link_user_id_idx" ON "sign_in_link"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "series_run_id_stream_key_key" ON "series"("run_id", "stream", "key");

-- CreateIndex
CREATE INDEX "history_chunk_series_id_first_line_idx" ON "history_chunk"("series_id", "first_line");

-- CreateIndex
CREATE UNIQUE INDEX "project_entity_id_name_key" ON "project"("entity_id", "name");

-- CreateIndex
CREATE INDEX "run_project_id_created_at_id_idx" ON "run"("project_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "run_sweep_id_state_idx" ON "run"("sweep_id", "state");

-- CreateIndex
CREATE INDEX "run_suggestion_id_idx" ON "run"("suggestion_id");

-- CreateIndex
CREATE INDEX "run_agent_id_state_idx" ON "run"("agent_id", "state");

-- CreateIndex
CREATE INDEX "run_state_heartbeat_at_idx" ON "run"("state", "heartbeat_at");

-- CreateIndex
CREATE UNIQUE INDEX "run_project_id_run_id_key" ON "run"("project_id", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "sweep_sweep_id_key" ON "sweep"("sweep_id");

-- CreateIndex
CREATE INDEX "sweep_project_id_created_at_idx" ON "sweep"("project_id", "created_at");

-- CreateIndex
CREATE INDEX "sweep_state_idx" ON "sweep"("state");

-- CreateIndex
CREATE INDEX "suggestion_sweep_id_state_number_idx" ON "suggestion"("sweep_id", "state", "number");

-- CreateIndex
CREATE UNIQUE INDEX "suggestion_sweep_id_number_key" ON "suggestion"("sweep_id", "number");

-- CreateIndex
CREATE INDEX "agent_sweep_id_created_at_idx" ON "agent"("sweep_id", "created_at");

-- CreateIndex
CREATE INDEX "agent_state_heartbeat_at_idx" ON "agent"("state", "heartbeat_at");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "history_chunk" ADD CONSTRAINT "history_chunk_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "history_value" ADD CONSTRAINT "history_value_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_chunk" ADD CONSTRAINT "console_chunk_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweep"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_suggestion_id_fkey" FOREIGN KEY ("suggestion_id") REFERENCES "suggestion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sweep" ADD CONSTRAINT "sweep_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweep"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent" ADD CONSTRAINT "agent_sweep_id_fkey" FOREIGN KEY ("sweep_id") REFERENCES "sweep"("id") ON DELETE CASCADE ON UPDATE CASCADE;
