import { z } from 'zod'
import * as agents from '~/server/agents/agent.service'
import {
  agentRefSchema,
  agentSchema,
  agentTimelineSchema,
  heartbeatInputSchema,
  heartbeatSchema,
  nextRunInputSchema,
  nextRunSchema,
  registerAgentInputSchema,
  registeredAgentSchema,
  stopAgentInputSchema,
  stoppedAgentSchema,
} from '~/server/domain/agent'
import { sweepRefSchema } from '~/server/domain/ids'
import { procedure, router } from '../init'

export const agentsRouter = router({
  register: procedure
    .input(registerAgentInputSchema)
    .output(registeredAgentSchema)
    .mutation(({ ctx, input }) => agents.registerAgent(ctx, input)),
  /** Long poll: the request is held until there is an answer or `waitMs` is over. */
  nextRun: procedure
    .input(nextRunInputSchema)
    .output(nextRunSchema)
    .mutation(({ ctx, input }) => agents.nextRun(ctx, input, ctx.signal)),
  heartbeat: procedure
    .input(heartbeatInputSchema)
    .output(heartbeatSchema)
    .mutation(({ ctx, input }) => agents.heartbeat(ctx, input)),
  /** Says goodbye; a run that it still holds is crashed and given to another. */
  leave: procedure
    .input(agentRefSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => agents.leave(ctx, input.agent)),
  list: procedure
    .input(sweepRefSchema)
    .output(agentSchema.array())
    .query(({ ctx, input }) => agents.listAgents(ctx, input.sweep)),
  /** Asks an agent to end, and stops what it runs. */
  stop: procedure
    .input(stopAgentInputSchema)
    .output(stoppedAgentSchema)
    .mutation(({ ctx, input }) => agents.stopAgent(ctx, input)),
  /** Who ran what when, in columns. */
  timeline: procedure
    .input(sweepRefSchema)
    .output(agentTimelineSchema)
    .query(({ ctx, input }) => agents.readTimeline(ctx, input.sweep)),
  /** Lets an agent that was set aside have runs again. */
  readmit: procedure
    .input(agentRefSchema)
    .output(agentSchema)
    .mutation(({ ctx, input }) => agents.readmit(ctx, input.agent)),
})
