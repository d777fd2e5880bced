/** Everything that the dashboard and the agents can ask. Procedures parse, call one service and answer; no more. */
import { z } from 'zod'
import { createCallerFactory, openProcedure, router } from './init'
import { accountsRouter } from './routers/accounts.router'
import { agentsRouter } from './routers/agents.router'
import { consoleRouter } from './routers/console.router'
import { controlsRouter } from './routers/controls.router'
import { filesRouter } from './routers/files.router'
import { historyRouter } from './routers/history.router'
import { liveRouter } from './routers/live.router'
import { projectsRouter } from './routers/projects.router'
import { reportsRouter } from './routers/reports.router'
import { runsRouter } from './routers/runs.router'
import { suggestionsRouter } from './routers/suggestions.router'
import { sweepsRouter } from './routers/sweeps.router'
import { viewsRouter } from './routers/views.router'

export const appRouter = router({
  /** Is this a Sweepboard, and which; answered to strangers, for `sweepboard login`. */
  info: openProcedure
    .output(z.object({ name: z.literal('sweepboard'), baseUrl: z.string(), signedIn: z.boolean() }))
    .query(({ ctx }) => ({ name: 'sweepboard' as const, baseUrl: ctx.baseUrl, signedIn: ctx.actor !== null })),
  accounts: accountsRouter,
  projects: projectsRouter,
  runs: runsRouter,
  history: historyRouter,
  console: consoleRouter,
  files: filesRouter,
  sweeps: sweepsRouter,
  controls: controlsRouter,
  suggestions: suggestionsRouter,
  agents: agentsRouter,
  views: viewsRouter,
  reports: reportsRouter,
  live: liveRouter,
})

export type AppRouter = typeof appRouter
export const createCaller = createCallerFactory(appRouter)
