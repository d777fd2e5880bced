import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { LINE_KINDS, type LineFacts, linesOf } from './line-texts'
import { reachOf } from './reach'

const facts: LineFacts = {
  url: 'https://sweeps.example.org',
  key: 'sb_secret',
  entity: 'ada',
  project: 'vision',
  sweep: 'k3v9x2ab',
  program: 'train.py',
}
const code = (kind: (typeof LINE_KINDS)[number], over: Partial<LineFacts> = {}) =>
  linesOf(kind, { ...facts, ...over })
    .map((lines) => lines.code)
    .join('\n')

describe('lines for agents', () => {
  it.each(LINE_KINDS)('of %s have the real address, the key and the sweep in them', (kind) => {
    for (const part of ['https://sweeps.example.org', 'sb_secret', 'k3v9x2ab']) expect(code(kind)).toContain(part)
    expect(code(kind, { key: null })).toContain('YOUR-KEY')
  })

  it('of Python are those of the wandb client', () => {
    expect(code('python')).toBe(
      'export WANDB_BASE_URL=https://sweeps.example.org\nexport WANDB_API_KEY=sb_secret\nwandb agent ada/vision/k3v9x2ab',
    )
    expect(code('python', { program: null })).toContain(
      'wandb.agent("k3v9x2ab", train, entity="ada", project="vision")',
    )
  })

  it('of a cluster use the wandb client for a Python program and our own for any other', () => {
    expect(code('slurm')).toContain('srun wandb agent ada/vision/k3v9x2ab')
    expect(code('slurm', { program: 'train.mjs' })).toContain('srun npx sweepboard agent k3v9x2ab')
    expect(code('docker')).toContain('-e WANDB_API_KEY=sb_secret')
    expect(code('docker', { program: null })).toContain('-e SWEEPBOARD_API_KEY=sb_secret')
  })

  it('of Kubernetes are YAML that a cluster takes, with the key in a secret', () => {
    const [secret, job] = parseAllDocuments(code('kubernetes', { project: 'a b: c', sweep: null })).map((document) => {
      if ('errors' in document) expect(document.errors).toEqual([])
      return document.toJS()
    })
    expect(secret).toMatchObject({ kind: 'Secret', stringData: { key: 'sb_secret' } })
    const [container] = job.spec.template.spec.containers
    expect(container.command).toEqual(['npx', 'sweepboard', 'agent', '--project', 'a b: c', '--entity', 'ada'])
    expect(container.env[1].valueFrom.secretKeyRef).toEqual({ name: secret.metadata.name, key: 'key' })
    expect(job.metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
  })

  it('quote names as a shell wants them', () => {
    expect(code('cli', { sweep: null, project: "it's mine" })).toContain(`--project 'it'\\''s mine' --entity ada`)
  })

  it('of a whole project name it instead of a sweep', () => {
    expect(code('cli', { sweep: null })).toContain('npx sweepboard agent --project vision --entity ada')
    expect(code('typescript', { sweep: null })).toContain(
      'await agent({ entity: "ada", project: "vision" }, async (run)',
    )
    expect(linesOf('python', { ...facts, sweep: null })[0]?.note).toContain('use the command line')
  })
})

describe('the address in the lines', () => {
  it('is the configured one, and the browser knows another only when they differ', () => {
    expect(reachOf('https://a.example', 'https://a.example')).toEqual({
      addresses: ['https://a.example'],
      warning: null,
    })
    expect(reachOf('https://a.example', 'http://10.0.0.7:3000').addresses).toEqual([
      'https://a.example',
      'http://10.0.0.7:3000',
    ])
  })

  it('is the one that works from elsewhere, when the configured one does not', () => {
    expect(reachOf('http://127.0.0.1:3000', 'http://10.0.0.7:3000')).toEqual({
      addresses: ['http://10.0.0.7:3000', 'http://127.0.0.1:3000'],
      warning: null,
    })
  })

  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'comes with a warning when it is %s',
    (address) => {
      expect(reachOf(address, address).warning).toContain('from this machine alone')
    },
  )
})
