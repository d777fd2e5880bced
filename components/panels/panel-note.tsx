import { ChartEmpty, ChartFrame } from '~/components/charts/chart-frame'

type PanelNoteProps = { title: string; height: number; actions: React.ReactNode; children: React.ReactNode }

/** A panel that has nothing to draw, and says what would change that. */
export function PanelNote({ title, height, actions, children }: PanelNoteProps) {
  return (
    <ChartFrame title={title} height={height} actions={actions}>
      <ChartEmpty>
        <span>{children}</span>
      </ChartEmpty>
    </ChartFrame>
  )
}
