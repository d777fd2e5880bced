/** How to run a run again, as lines for a shell, and what those lines cannot bring back. Pure. */
import { PATCH_FILE, type RunMetadata } from '~/server/domain/run-metadata'

export type Rerun = { code: string[]; command: string | null; caveats: string[] }

export type RerunPlace = {
  /** Where the run's files are: `https://host/files/entity/project/run`; null while it is not known. */
  filesUrl: string | null
}

export function rerunOf(metadata: RunMetadata, { filesUrl }: RerunPlace): Rerun {
  return { code: codeLines(metadata, filesUrl), command: commandOf(metadata), caveats: caveatsOf(metadata) }
}

function codeLines({ git, node, python }: RunMetadata, filesUrl: string | null): string[] {
  if (git?.commit === undefined) return []
  const lines: string[] = []
  if (git.remote !== undefined)
    lines.push(`git clone ${quoted(git.remote)} && cd ${quoted(repositoryName(git.remote))}`)
  lines.push(`git checkout ${quoted(git.commit)}`)
  if (git.hasPatch && filesUrl !== null) {
    lines.push(
      `curl -sH "authorization: Bearer $SWEEPBOARD_API_KEY" ${quoted(`${filesUrl}/${PATCH_FILE}`)} | git apply`,
    )
  }
  if (git.prefix !== undefined) lines.push(`cd ${quoted(git.prefix)}`)
  if (node !== undefined) lines.push('npm ci')
  else if (python !== undefined) lines.push('pip install -r requirements.txt')
  return lines
}

/** The last part of an address, without `.git`. */
function repositoryName(remote: string): string {
  const last = remote.split(/[/:]/).findLast((part) => part !== '') ?? 'code'
  return last.replace(/\.git$/, '')
}

function commandOf({ command, program, args, executable, execArgs, node, python }: RunMetadata): string | null {
  // What the program says of itself is closer than what its agent started.
  const parts = program !== undefined && args !== undefined ? [...(execArgs ?? []), program, ...args] : null
  if (parts !== null) return [interpreter(executable, { node, python }), ...parts].map(quoted).join(' ')
  return command === undefined || command.length === 0 ? null : command.map(quoted).join(' ')
}

/** By its usual name: the path on one machine means nothing on another. */
function interpreter(executable: string | undefined, versions: Pick<RunMetadata, 'node' | 'python'>): string {
  if (versions.node !== undefined) return 'node'
  if (versions.python !== undefined) return 'python'
  return executable?.split(/[/\\]/).at(-1) ?? 'python'
}

function caveatsOf({ git }: RunMetadata): string[] {
  if (git?.commit === undefined) return ['The code was in no git repository, so what it was is not known.']
  const caveats: string[] = []
  if (git.remote === undefined)
    caveats.push('The repository has no remote: the commit is where the program was started.')
  if (git.dirty && git.hasPatch === false) caveats.push('The change on top of the commit was too large to be kept.')
  const { untrackedCount } = git
  if (untrackedCount !== undefined) {
    const files = untrackedCount === 1 ? '1 file was' : `${untrackedCount} files were`
    caveats.push(`${files} not tracked by git, and ${untrackedCount === 1 ? 'is' : 'are'} in neither commit nor patch.`)
  }
  return caveats
}

/** As a POSIX shell reads it back as one word. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
