/** The package `sweepboard`: track runs and search hyperparameters from TypeScript. The command line is in cli.ts. */
export { type AgentOptions, type AgentResult, agent } from './agent'
export { type InitOptions, init } from './init'
export type { Bins } from './media/histogram'
export { audio, histogram, html, image, table, video } from './media/media'
export type { Run, RunUpdate } from './run'
export { type SweepOptions, sweep } from './sweep'
