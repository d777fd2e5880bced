/** PostgreSQL's COPY over node-postgres: the quickest way for rows that need no answer. */
import type pg from 'pg'

/** What node-postgres asks of a query that answers COPY itself. */
type CopyConnection = {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** `copy` is the whole COPY … FROM STDIN, `rows` its lines in PostgreSQL's text form. Rejects with PostgreSQL's error. */
export function copyIn(client: pg.Client, copy: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query({
      submit: (connection: CopyConnection) => connection.query(copy),
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(Buffer.from(rows))
        connection.endCopyFrom()
      },
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handlePortalSuspended: () => undefined,
      handleEmptyQuery: () => undefined,
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    } as unknown as pg.Submittable)
  })
}

type Cell = string | number | boolean | null | Date | Uint8Array | readonly string[] | { json: unknown }

export type Row = Readonly<Record<string, Cell>>

/** Rows of one table by COPY, all with the same columns in the same order; others get their defaults. */
export function copyRows(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return Promise.resolve()
  const columns = Object.keys(first).map((name) => `"${name}"`)
  const text = rows.map((row) => `${Object.values(row).map(cellText).join('\t')}\n`).join('')
  return copyIn(client, `COPY "${table}" (${columns.join(', ')}) FROM STDIN`, text)
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return escaped(cell)
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  if (cell instanceof Date) return cell.toISOString()
  if (cell instanceof Uint8Array)
    return `\\\\x${Buffer.from(cell.buffer, cell.byteOffset, cell.length).toString('hex')}`
  if ('json' in cell) return escaped(JSON.stringify(cell.json))
  return escaped(`{${cell.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character)
}
