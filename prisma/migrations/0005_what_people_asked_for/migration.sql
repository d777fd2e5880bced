-- What people asked for and what they took back: few rows among many, and they change how a sweep is counted. A
-- migration of its own, because a value that was added to an enum cannot be used before that is committed.
CREATE INDEX "suggestion_asked_idx" ON "suggestion"("sweep_id") WHERE "source" <> 'search' OR "state" = 'withdrawn';
