import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quoted, rerunOf } from './rerun'

const filesUrl = 'http://127.0.0.1:3000/files/ada/p/r'

describe('running a run again', () => {
  test('is the commit, the change on top of it, and the command with its arguments', () => {
    const rerun = rerunOf(
      {
        node: 'v20.1.0',
        executable: '/opt/node/bin/node',
        execArgs: ['--import', 'tsx'],
        program: 'src/train.ts',
        args: ['--name', 'two words'],
        git: { remote: 'git@example.org:ada/train.git', commit: 'abc123', dirty: true, hasPatch: true, prefix: 'app/' },
      },
      { filesUrl },
    )
    expect(rerun.code).toEqual([
      'git clone git@example.org:ada/train.git && cd train',
      'git checkout abc123',
      `curl -sH "authorization: Bearer $SWEEPBOARD_API_KEY" ${filesUrl}/diff.patch | git apply`,
      'cd app/',
      'npm ci',
    ])
    expect(rerun.command).toBe("node --import tsx src/train.ts --name 'two words'")
    expect(rerun.caveats).toEqual([])
  })

  test("is the agent's command where the program tells nothing of itself", () => {
    const rerun = rerunOf({ command: ['python', 'train.py', '--lr=0.1'], program: 'train.py' }, { filesUrl })
    expect(rerun).toMatchObject({ code: [], command: 'python train.py --lr=0.1' })
    expect(rerunOf({}, { filesUrl }).command).toBeNull()
  })

  test('says what the lines do not bring back', () => {
    const { caveats } = rerunOf(
      { git: { commit: 'abc', dirty: true, hasPatch: false, untrackedCount: 2 } },
      { filesUrl },
    )
    expect(caveats).toEqual([
      expect.stringContaining('no remote'),
      expect.stringContaining('too large'),
      expect.stringContaining('2 files were not tracked'),
    ])
    expect(rerunOf({}, { filesUrl }).caveats[0]).toContain('no git repository')
  })

  test('quotes whatever an argument holds, so that a shell reads the same', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
        (text) => {
          const read = execFileSync('sh', ['-c', `printf %s ${quoted(text)}`], { encoding: 'utf8' })
          expect(read).toBe(text)
        },
      ),
      { numRuns: 60 },
    )
  })
})
