/** What the editor knows of sweep configs, in the terms of CodeMirror: completions, hints on hover, problems at lines. */
import { autocompletion, type Completion, type CompletionContext, snippet } from '@codemirror/autocomplete'
import type { Diagnostic } from '@codemirror/lint'
import type { EditorState, Text } from '@codemirror/state'
import { EditorView, hoverTooltip, type Tooltip } from '@codemirror/view'
import type { Problem } from '~/server/domain/errors'
import { type ConfigOption, completionsAt, hintAt } from './config-completions'
import { LEAVE_HINT } from './leave-hint'

/** `metrics` is asked for each time, since they arrive after the editor does. */
export function configCompletion(metrics: () => readonly string[]) {
  return autocompletion({
    icons: false,
    override: [
      (context: CompletionContext) => {
        const found = completionsAt(context.state.doc.toString(), context.pos, metrics())
        // Unasked, nothing is offered before a word has begun: an empty line is often meant to stay empty.
        if (found === null || (!context.explicit && found.from === context.pos)) return null
        return { from: found.from, options: found.options.map(asCompletion), validFor: /^[\w$.{}-]*$/ }
      },
    ],
  })
}

function asCompletion({ label, insert, says, kind }: ConfigOption): Completion {
  const detail = kind === 'example' ? says : undefined
  return {
    label,
    ...(detail === undefined ? { info: says === '' ? undefined : says } : { detail }),
    type: kind,
    apply: (view, completion, from, to) => snippet(indented(view.state, insert, from))(view, completion, from, to),
  }
}

/** Further lines of what is put in begin where its first one does. */
function indented(state: EditorState, insert: string, from: number): string {
  const column = from - state.doc.lineAt(from).from
  return insert.replaceAll('\n', `\n${' '.repeat(column)}`)
}

export const configHover = hoverTooltip((view: EditorView, position: number): Tooltip | null => {
  const hint = hintAt(view.state.doc.toString(), position)
  if (hint === null) return null
  return {
    pos: hint.from,
    end: hint.to,
    above: true,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'px-2.5 py-1.5 text-12'
      const word = document.createElement('code')
      word.className = 'mr-1.5 font-mono font-semibold'
      word.textContent = hint.word
      dom.append(word, hint.says)
      return { dom }
    },
  }
})

/** The rest of the line from the key that a problem is about; the whole line where it is not on it. */
export function diagnosticsOf(doc: Text, problems: readonly Problem[]): Diagnostic[] {
  return problems.map((problem) => {
    const line = doc.line(Math.min(doc.lines, Math.max(1, problem.line ?? 1)))
    const key = problem.path.split('.').at(-1) ?? ''
    const place = key === '' ? -1 : line.text.indexOf(key)
    const start = place >= 0 ? place : line.text.search(/\S/)
    const end = line.text.replace(/\s+#.*$/, '').length
    return {
      from: line.from + Math.max(0, start),
      to: line.from + Math.max(end, Math.max(0, start)),
      severity: 'error' as const,
      message: `Found ${problem.found}, allowed: ${problem.allowed}`,
    }
  })
}

export const editorLabel = (label: string) =>
  EditorView.contentAttributes.of({ 'aria-label': `${label}. ${LEAVE_HINT}.`, spellcheck: 'false' })
