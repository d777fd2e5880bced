'use client'

/**
 * CodeMirror as a React component: the text is the parent's, the editor shows it. What the parent changes lights up,
 * what is typed is told. Heavy, so nothing but code-editor.tsx imports it, and only where an editor is shown.
 */
import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Annotation, EditorState, Prec } from '@codemirror/state'
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { Problem } from '~/server/domain/errors'
import { hintAt } from './config-completions'
import { configCompletion, configHover, diagnosticsOf, editorLabel } from './config-language'
import { editorTheme } from './editor-theme'
import { changeBetween, lightLines, litLines } from './lit-lines'

export type CodeMirrorProps = {
  label: string
  text: string
  onText: (text: string) => void
  problems: readonly Problem[]
  /** Offered where a metric is named. */
  metrics: readonly string[]
  /** What is to be known about the word at the cursor; null when nothing is. */
  onHint: (hint: { word: string; says: string } | null) => void
  /** Set to go to a line; a new object goes there again. */
  goTo: { line: number } | null
}

const LIT_MS = 2500
const fromOutside = Annotation.define<boolean>()

export default function CodeMirror(props: CodeMirrorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  // The outside system is CodeMirror: it is made once, and then told what changed.
  useEffect(() => {
    if (host.current === null) return
    const made = new EditorView({ parent: host.current, state: startState(() => latest.current) })
    view.current = made
    return () => {
      view.current = null
      made.destroy()
    }
  }, [])
  useEffect(() => showText(view.current, props.text), [props.text])
  useEffect(() => {
    const { current } = view
    current?.dispatch(setDiagnostics(current.state, diagnosticsOf(current.state.doc, props.problems)))
  }, [props.problems])
  useEffect(() => {
    const { current } = view
    if (props.goTo === null || current === null) return
    const line = current.state.doc.line(Math.min(current.state.doc.lines, Math.max(1, props.goTo.line)))
    current.dispatch({ selection: { anchor: line.from, head: line.to }, scrollIntoView: true })
    current.focus()
  }, [props.goTo])
  return <div ref={host} className="min-w-0" />
}

const LEAVE_MS = 2000

/** One Escape is enough, also where it closes a list of completions on the way. */
function letTabLeave(view: EditorView): boolean {
  view.setTabFocusMode(LEAVE_MS)
  return false
}

function startState(props: () => CodeMirrorProps): EditorState {
  return EditorState.create({
    doc: props().text,
    extensions: [
      // First of all: what closes a list of completions keeps the key to itself.
      Prec.highest(keymap.of([{ key: 'Escape', run: letTabLeave }])),
      lineNumbers(),
      lintGutter(),
      history(),
      indentUnit.of('  '),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      EditorView.lineWrapping,
      yaml(),
      configCompletion(() => props().metrics),
      configHover,
      litLines,
      editorTheme,
      editorLabel(props().label),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        indentWithTab,
      ]),
      EditorView.updateListener.of((update) => {
        const isTyped = update.docChanged && !update.transactions.some((each) => each.annotation(fromOutside))
        if (isTyped) props().onText(update.state.doc.toString())
        if (update.selectionSet || update.docChanged || update.focusChanged) {
          const { state } = update
          props().onHint(update.view.hasFocus ? hintAt(state.doc.toString(), state.selection.main.head) : null)
        }
      }),
    ],
  })
}

/** Puts in what differs, so that the cursor stays, and lights it for a while; a first text is nothing that changed. */
function showText(view: EditorView | null, text: string): (() => void) | undefined {
  const change = view === null ? null : changeBetween(view.state.doc.toString(), text)
  if (view === null || change === null) return
  const end = change.from + change.insert.length
  if (view.state.doc.length === 0) {
    view.dispatch({ changes: change, annotations: fromOutside.of(true) })
    return
  }
  view.dispatch({
    changes: change,
    effects: lightLines.of({
      from: change.from,
      to: Math.max(change.from, end - (change.insert.endsWith('\n') ? 1 : 0)),
    }),
    annotations: fromOutside.of(true),
  })
  const timer = setTimeout(() => view.dispatch({ effects: lightLines.of(null) }), LIT_MS)
  return () => clearTimeout(timer)
}
