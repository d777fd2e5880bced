/** What `/metrics` tells: counters and timings of this process, in Prometheus's own client. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'sweepboard_' })

const registers = [registry]
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

export const requests = new Counter({
  name: 'sweepboard_requests_total',
  help: 'Requests answered, by door and status.',
  labelNames: ['door', 'status'],
  registers,
})
export const requestSeconds = new Histogram({
  name: 'sweepboard_request_seconds',
  help: 'Time from a request to the end of its answer; long polls excluded.',
  labelNames: ['door'],
  buckets: SECONDS,
  registers,
})
export const ingestRows = new Counter({
  name: 'sweepboard_ingest_rows_total',
  help: 'History and system rows stored.',
  registers,
})
export const ingestPoints = new Counter({
  name: 'sweepboard_ingest_points_total',
  help: 'Numbers stored in series.',
  registers,
})
export const suggestionsMade = new Counter({
  name: 'sweepboard_suggestions_total',
  help: 'Suggestions made, by method.',
  labelNames: ['method'],
  registers,
})
export const suggestSeconds = new Histogram({
  name: 'sweepboard_suggest_seconds',
  help: 'Time the controller took for one batch of suggestions.',
  labelNames: ['method'],
  buckets: SECONDS,
  registers,
})
export const agentsActive = new Gauge({
  name: 'sweepboard_agents_active',
  help: 'Agents heard of lately, on all processes, as last counted.',
  registers,
})
export const jobSeconds = new Histogram({
  name: 'sweepboard_job_seconds',
  help: 'Time a background job took.',
  labelNames: ['job'],
  buckets: SECONDS,
  registers,
})
