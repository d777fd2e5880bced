import { PANEL_KINDS } from '~/components/panels/panel-words'
import type { PanelKind } from '~/server/domain/panel'

const ORDER: readonly PanelKind[] = [
  'line',
  'scatter',
  'bar',
  'scalar',
  'parallel',
  'importance',
  'comparer',
  'media',
  'histogram',
  'markdown',
]

export function KindPicker({ onPick }: { onPick: (kind: PanelKind) => void }) {
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {ORDER.map((kind) => (
        <li key={kind}>
          <button
            type="button"
            onClick={() => onPick(kind)}
            className="flex h-full w-full flex-col gap-0.5 rounded-md border border-hairline px-3 py-2 text-left hover:bg-hover"
          >
            <span className="font-medium">{PANEL_KINDS[kind].name}</span>
            <span className="text-12 text-muted">{PANEL_KINDS[kind].says}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
