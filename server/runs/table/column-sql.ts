/**
 * Columns of runs in SQL. A statement makes one `RunColumns`, asks it for the expressions of the columns that it mentions,
 * and then takes what they need joined. Aliases: r run, w sweep, a agent, v the JSON values that were taken out of config and
 * summary, n the numbers that were made of them, f0, f1… the facts of a metric.
 */
import { Prisma } from '~/server/db/client'
import type { Goal } from '~/server/domain/objective'
import { type ColumnKind, columnKind, type OwnColumn, readColumn } from '~/server/domain/run-column'

type Sql = Prisma.Sql

export const DURATION = Prisma.sql`extract(epoch FROM coalesce(r.finished_at, r.heartbeat_at) - r.started_at)::float8`

const OWN: Record<OwnColumn, Sql> = {
  name: Prisma.sql`r.name`,
  id: Prisma.sql`r.run_id`,
  state: Prisma.sql`r.state::text`,
  sweep: Prisma.sql`w.name`,
  method: Prisma.sql`w.method`,
  group: Prisma.sql`r."group"`,
  jobType: Prisma.sql`r.job_type`,
  tags: Prisma.sql`array_to_string(r.tags, ', ')`,
  notes: Prisma.sql`r.notes`,
  createdAt: Prisma.sql`r.created_at`,
  startedAt: Prisma.sql`r.started_at`,
  finishedAt: Prisma.sql`r.finished_at`,
  durationSeconds: DURATION,
  host: Prisma.sql`r.host`,
  program: Prisma.sql`r.program`,
  attempt: Prisma.sql`r.attempt::float8`,
  agent: Prisma.sql`a.name`,
}

/** How the objectives of a project's sweeps are meant, for what is best. */
export type Goals = ReadonlyMap<string, Goal>

export class RunColumns {
  private readonly goals: Goals
  private readonly values = new Map<string, Sql>()
  private readonly numbers = new Map<string, Sql>()
  private readonly facts = new Map<string, string>()
  private hasSweep = false
  private hasAgent = false

  constructor(goals: Goals) {
    this.goals = goals
  }

  /** For what speaks of the sweep besides the columns. */
  withSweep(): this {
    this.hasSweep = true
    return this
  }

  sweepId(): Sql {
    return Prisma.sql`w.sweep_id`
  }

  kind(id: string): ColumnKind {
    return columnKind(id) ?? 'json'
  }

  /** The value of an own column: text, timestamp or number; tags as one text. */
  private own(name: OwnColumn): Sql {
    if (name === 'sweep' || name === 'method') this.hasSweep = true
    if (name === 'agent') this.hasAgent = true
    return OWN[name]
  }

  /** The texts of a column that has several. */
  texts(id: string): { isArray: true; array: Sql } | { isArray: false; each: Sql[] } {
    if (id === 'tags') return { isArray: true, array: Prisma.sql`r.tags` }
    this.hasSweep = true
    return { isArray: false, each: [Prisma.sql`w.sweep_id`, Prisma.sql`w.name`] }
  }

  /** jsonb, SQL null where there is none; JSON's null is left as it is. */
  json(id: string): Sql {
    const column = readColumn(id)
    if (column === null || (column.place !== 'config' && column.place !== 'summary')) {
      return Prisma.sql`to_jsonb(${this.plain(id)})`
    }
    const known = this.values.get(id)
    if (known === undefined) this.values.set(id, jsonAt(column.place, column.key))
    return Prisma.raw(`v.c${[...this.values.keys()].indexOf(id)}`)
  }

  /** float8, null for all that is not a number. */
  number(id: string): Sql {
    return this.kind(id) === 'json' ? numberIn(this.json(id)) : this.plain(id)
  }

  /** float8, null for all that is no finite number; made once a row, however often it is mentioned. */
  finite(id: string): Sql {
    const number =
      this.kind(id) === 'json'
        ? Prisma.sql`CASE WHEN jsonb_typeof(${this.json(id)}) = 'number' THEN (${this.json(id)})::float8 END`
        : this.plain(id)
    if (!this.numbers.has(id)) this.numbers.set(id, number)
    return Prisma.raw(`n.n${[...this.numbers.keys()].indexOf(id)}`)
  }

  text(id: string): Sql {
    return this.kind(id) === 'json' ? Prisma.sql`${this.json(id)} #>> '{}'` : Prisma.sql`(${this.plain(id)})::text`
  }

  /** The expression of a column that is not JSON, in its own type. */
  plain(id: string): Sql {
    const column = readColumn(id)
    if (column === null) return Prisma.sql`NULL::text`
    if (column.place === 'own') return this.own(column.name)
    const goal = this.goals.get(column.key)
    const place = column.place === 'best' ? (goal === 'maximize' ? 'max' : 'min') : column.place
    if (column.place === 'best' && goal === undefined) return Prisma.sql`NULL::float8`
    const last = this.number(`summary.${column.key}`)
    const fact = this.fact(column.key)
    if (place === 'max') return Prisma.sql`greatest(${fact}.max, ${last})`
    return Prisma.sql`least(${fact}.min, ${last})`
  }

  private fact(key: string): Sql {
    const known = this.facts.get(key)
    const alias = known ?? `f${this.facts.size}`
    if (known === undefined) this.facts.set(key, alias)
    return Prisma.raw(alias)
  }

  /** To stand after `FROM run r`, once all columns were asked for. */
  joins(): Sql {
    const parts: Sql[] = []
    if (this.hasSweep) parts.push(Prisma.sql`LEFT JOIN sweep w ON w.id = r.sweep_id`)
    if (this.hasAgent) parts.push(Prisma.sql`LEFT JOIN agent a ON a.id = r.agent_id`)
    for (const [key, name] of this.facts) {
      const alias = Prisma.raw(name)
      parts.push(Prisma.sql`LEFT JOIN series ${alias}
        ON ${alias}.run_id = r.id AND ${alias}.stream = 'history' AND ${alias}.key = ${storable(key)}`)
    }
    if (this.values.size > 0) {
      // OFFSET 0 keeps a value as a value: folded in, it is dug out of the run's JSON again at each of its mentions.
      const taken = [...this.values.values()].map((value, index) => Prisma.sql`${value} AS ${Prisma.raw(`c${index}`)}`)
      parts.push(Prisma.sql`CROSS JOIN LATERAL (SELECT ${Prisma.join(taken)} OFFSET 0) v`)
    }
    if (this.numbers.size > 0) {
      const made = [...this.numbers.values()].map((value, index) => Prisma.sql`${value} AS ${Prisma.raw(`n${index}`)}`)
      parts.push(Prisma.sql`CROSS JOIN LATERAL (SELECT ${Prisma.join(made)} OFFSET 0) n`)
    }
    return parts.length === 0 ? Prisma.empty : Prisma.join(parts, ' ')
  }
}

function jsonAt(place: 'config' | 'summary', key: string): Sql {
  const json = place === 'config' ? Prisma.sql`r.config` : Prisma.sql`r.summary`
  const wanted = storable(key)
  if (!wanted.includes('.')) return Prisma.sql`${json} -> ${wanted}::text`
  // A key may itself have dots; that one goes before the path into an object.
  return Prisma.sql`coalesce(${json} -> ${wanted}::text, ${json} #> ${wanted.split('.')}::text[])`
}

/** Infinities travel as text. */
function numberIn(value: Sql): Sql {
  return Prisma.sql`CASE jsonb_typeof(${value}) WHEN 'number' THEN (${value})::float8
    WHEN 'string' THEN CASE ${value} #>> '{}' WHEN 'Infinity' THEN 'Infinity'::float8
      WHEN '-Infinity' THEN '-Infinity'::float8 END END`
}

/** PostgreSQL has no text with NUL, so nothing that is stored can equal it. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd')
}
