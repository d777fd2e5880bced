'use client'

import { useImperativeHandle, useRef } from 'react'
import { LinePlot } from '~/components/charts/lines/line-plot'
import { lineRows } from '~/components/charts/prepare/lines/line-csv'
import type { LineModel } from '~/components/charts/prepare/lines/line-model'
import { lineSvg } from '~/components/charts/prepare/lines/line-svg'
import { svgLook } from '~/components/charts/svg-look'
import { csvOf } from '~/components/lib/csv'
import { parseFormula, sayFormulaError } from '~/server/domain/formula'
import type { Panel } from '~/server/domain/panel'
import type { PanelExport } from '../panel-export'
import { PanelNote } from '../panel-note'
import type { KindProps } from './kind-props'

const SVG_WIDTH = 800
const NO_METRICS: string[] = []

export function LinePanel(props: KindProps<Extract<Panel, { kind: 'line' }>>) {
  const { panel, title, runs, settings, zoom, onZoom, height, actions, exported } = props
  const model = useRef<LineModel | null>(null)
  useImperativeHandle<PanelExport | null, PanelExport | null>(
    exported,
    () => ({
      csv: () => (model.current === null ? '' : csvOf(lineRows(model.current))),
      svg: () =>
        model.current === null
          ? ''
          : lineSvg(model.current, { title, width: SVG_WIDTH, height: Math.max(300, height) }, svgLook()),
    }),
    [title, height],
  )
  const formula = panel.formula?.trim() || undefined
  const parsed = formula === undefined ? null : parseFormula(formula)
  if (parsed?.kind === 'error') {
    return (
      <PanelNote title={title} height={height} actions={actions}>
        The formula cannot be read: {sayFormulaError(parsed.error)}.
        <code className="block truncate font-mono">{formula}</code>
      </PanelNote>
    )
  }
  return (
    <LinePlot
      title={title}
      // A formula without x names its metrics itself.
      metrics={parsed === null || parsed.formula.usesX ? panel.metrics : NO_METRICS}
      formula={formula}
      runs={runs.drawn}
      groups={runs.groups}
      settings={settings}
      zoom={zoom?.[settings.x] ?? null}
      onZoom={
        onZoom &&
        ((range) => {
          const { [settings.x]: _, ...others } = zoom ?? {}
          onZoom(range === null ? others : { ...others, [settings.x]: range })
        })
      }
      onOpenRun={props.onOpenRun}
      height={height}
      actions={actions}
      handle={model}
    />
  )
}
