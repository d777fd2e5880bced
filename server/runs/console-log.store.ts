/** Console lines in blocks of 256: a line is found by its number, and a progress bar rewrites one block, not a file. */
import { z } from 'zod'
import type { Db } from '~/server/db/client'
import type { ConsoleLine } from '~/server/domain/console'

const BLOCK_LINES = 256

/** Text, 1 for stderr, epoch milliseconds. */
const storedLineSchema = z.tuple([z.string(), z.literal([0, 1]), z.number().nullable()])
export type StoredLine = z.infer<typeof storedLineSchema>

const blockSchema = z.object({ block: z.int(), lines: z.array(storedLineSchema.nullable()) })
type Block = z.infer<typeof blockSchema>

/** Call with the run locked: blocks are read, changed and written back. */
export async function writeLines(
  tx: Db,
  { storageId, offset, lines }: { storageId: string; offset: number; lines: readonly StoredLine[] },
): Promise<void> {
  const blocks = new Map<number, Block>()
  const from = Math.floor(offset / BLOCK_LINES)
  const to = Math.floor((offset + lines.length - 1) / BLOCK_LINES)
  for (const block of await readBlocks(tx, { storageId, from, to })) blocks.set(block.block, block)
  for (let number = from; number <= to; number++) {
    const block = blocks.get(number) ?? { block: number, lines: [] }
    blocks.set(number, block)
    const first = Math.max(offset, number * BLOCK_LINES)
    const end = Math.min(offset + lines.length, (number + 1) * BLOCK_LINES)
    for (let at = first; at < end; at++) {
      const position = at - number * BLOCK_LINES
      while (block.lines.length < position) block.lines.push(null)
      block.lines[position] = lines[at - offset] ?? null
    }
  }
  await tx.$executeRaw`
    INSERT INTO console_chunk (run_id, block, lines)
    SELECT ${storageId}::uuid, block, lines
    FROM json_to_recordset(${JSON.stringify([...blocks.values()])}::json) AS b(block int, lines jsonb)
    ON CONFLICT (run_id, block) DO UPDATE SET lines = excluded.lines`
  await tx.$executeRaw`
    UPDATE run SET console_line_count = greatest(console_line_count, ${offset + lines.length}::bigint)
    WHERE id = ${storageId}::uuid`
}

async function readBlocks(
  db: Db,
  { storageId, from, to }: { storageId: string; from: number; to: number },
): Promise<Block[]> {
  const rows = await db.$queryRaw`
    SELECT block, lines FROM console_chunk
    WHERE run_id = ${storageId}::uuid AND block BETWEEN ${from}::int AND ${to}::int ORDER BY block`
  return z.array(blockSchema).parse(rows)
}

export async function countLines(db: Db, storageId: string): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT console_line_count::float8 AS count FROM run WHERE id = ${storageId}::uuid`
  return z.array(z.object({ count: z.number() })).parse(rows)[0]?.count ?? 0
}

/** Lines [from, to); one that was never written is an empty line. */
export async function readLines(
  db: Db,
  { storageId, from, to }: { storageId: string; from: number; to: number },
): Promise<ConsoleLine[]> {
  if (to <= from) return []
  const blocks = await readBlocks(db, {
    storageId,
    from: Math.floor(from / BLOCK_LINES),
    to: Math.floor((to - 1) / BLOCK_LINES),
  })
  const byNumber = new Map(blocks.map((block) => [block.block, block.lines]))
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index
    const stored = byNumber.get(Math.floor(number / BLOCK_LINES))?.[number % BLOCK_LINES]
    return toLine(number, stored ?? null)
  })
}

const matchSchema = z.object({ number: z.number(), line: storedLineSchema, matchCount: z.number() })

/**
 * Lines that contain the text, case-insensitive: the first `limit` from line `from` on, or the last ones when it is
 * null, and how many there are in all. Reads every line of the run.
 */
export async function findLines(
  db: Db,
  { storageId, search, from, limit }: { storageId: string; search: string; from: number | null; limit: number },
): Promise<{ lines: ConsoleLine[]; matchCount: number }> {
  const rows = await db.$queryRaw`
    WITH match AS MATERIALIZED (
      SELECT c.block::bigint * ${BLOCK_LINES}::int + l.position - 1 AS number, l.line
      FROM console_chunk c CROSS JOIN LATERAL jsonb_array_elements(c.lines) WITH ORDINALITY AS l(line, position)
      WHERE c.run_id = ${storageId}::uuid AND position(lower(${search}) IN lower(l.line ->> 0)) > 0
    ), page AS (
      (SELECT * FROM match WHERE ${from !== null}::boolean AND number >= ${from ?? 0}::bigint
        ORDER BY number LIMIT ${limit}::int)
      UNION ALL
      (SELECT * FROM match WHERE ${from === null}::boolean ORDER BY number DESC LIMIT ${limit}::int)
    )
    SELECT number::float8 AS number, line, (SELECT count(*) FROM match)::float8 AS "matchCount"
    FROM page
    UNION ALL
    SELECT -1, '["", 0, null]', count(*)::float8 FROM match
    ORDER BY number`
  const found = z.array(matchSchema).parse(rows)
  return {
    lines: found.filter(({ number }) => number >= 0).map(({ number, line }) => toLine(number, line)),
    matchCount: found[0]?.matchCount ?? 0,
  }
}

/** Codes that set a colour or move a cursor. */
const STEERING = String.raw`\x1b\[[0-9;:?]*[ -/]*[@-~]`

/**
 * Numbers of the lines from `from` on that contain the text in any case, the first `limit`. Blocks whose JSON does not
 * hold it are not taken apart; those with steering codes are, because a code may stand inside of the text.
 */
export async function findNumbers(
  db: Db,
  { storageId, search, from, limit }: { storageId: string; search: string; from: number; limit: number },
): Promise<number[]> {
  const escaped = JSON.stringify(search).slice(1, -1)
  const rows = await db.$queryRaw`
    SELECT (c.block::bigint * ${BLOCK_LINES}::int + l.position - 1)::float8 AS number
    FROM console_chunk c CROSS JOIN LATERAL jsonb_array_elements(c.lines) WITH ORDINALITY AS l(line, position)
    WHERE c.run_id = ${storageId}::uuid AND c.block >= ${Math.floor(from / BLOCK_LINES)}::int
      AND c.block::bigint * ${BLOCK_LINES}::int + l.position - 1 >= ${from}::bigint
      AND (position(lower(${escaped}) IN lower(c.lines::text)) > 0 OR position('\\u001b' IN c.lines::text) > 0)
      AND position(lower(${search}) IN lower(CASE WHEN position(chr(27) IN l.line ->> 0) > 0
        THEN regexp_replace(l.line ->> 0, ${STEERING}, '', 'g') ELSE l.line ->> 0 END)) > 0
    ORDER BY c.block, l.position LIMIT ${limit}::int`
  return z
    .array(z.object({ number: z.number() }))
    .parse(rows)
    .map(({ number }) => number)
}

function toLine(number: number, stored: StoredLine | null): ConsoleLine {
  const [text, isError, atMs] = stored ?? ['', 0, null]
  return {
    number,
    text,
    stream: isError === 1 ? 'stderr' : 'stdout',
    time: atMs === null ? null : new Date(atMs).toISOString(),
  }
}
