'use client'

import { LineSettingsFields } from '~/components/charts/lines/line-settings-fields'
import { columnLabel } from '~/components/panels/panel-words'
import { useColumns } from '~/components/runs/table/use-columns'
import { goalSchema } from '~/server/domain/objective'
import type { LineSettings, Panel } from '~/server/domain/panel'
import { scalarReduceSchema } from '~/server/domain/panel'
import { readColumn } from '~/server/domain/run-column'
import { useLayout } from '../sections/use-layout'
import { CheckField, ChoiceField, Field, TextField } from './fields'
import { FormulaField } from './formula-field'
import { MediaKeyField } from './media-key-field'
import type { Name } from './name-list'
import { PickMany } from './pick-many'
import { PickOne } from './pick-one'

type PanelFieldsProps = { panel: Panel; onChange: (panel: Panel) => void; inherited: LineSettings }

const METRICS_MAX = 32
const GOAL_WORDS = { none: 'not said', minimize: 'less', maximize: 'more' } as const
const REDUCE_WORDS = {
  best: 'best',
  mean: 'mean',
  min: 'smallest',
  max: 'largest',
  latest: 'of the newest run',
} as const

export function PanelFields({ panel, onChange, inherited }: PanelFieldsProps) {
  switch (panel.kind) {
    case 'line':
      return <LineFields panel={panel} onChange={onChange} inherited={inherited} />
    case 'bar':
      return (
        <>
          <ColumnField label="Value" value={panel.column} onChange={(column) => onChange({ ...panel, column })} />
          <CheckField
            label="Logarithmic"
            isOn={panel.isLog === true}
            onChange={(isLog) => onChange({ ...panel, isLog })}
          />
        </>
      )
    case 'scatter':
      return <ScatterFields panel={panel} onChange={onChange} />
    case 'histogram':
    case 'media':
      return <MediaKeyField panel={panel} onChange={onChange} />
    case 'parallel':
      return <ParallelFields panel={panel} onChange={onChange} />
    case 'importance':
      return (
        <ColumnField
          label="To be explained"
          value={panel.column}
          onChange={(column) => onChange({ ...panel, column })}
        />
      )
    case 'scalar':
      return (
        <>
          <ColumnField label="Value" value={panel.column} onChange={(column) => onChange({ ...panel, column })} />
          <ChoiceField
            label="The"
            value={panel.reduce}
            words={REDUCE_WORDS}
            onChange={(value) => onChange({ ...panel, reduce: scalarReduceSchema.catch('best').parse(value) })}
          />
          {panel.reduce === 'best' && (
            <GoalField label="Better is" goal={panel.goal} onChange={(goal) => onChange({ ...panel, goal })} />
          )}
        </>
      )
    case 'comparer':
      return (
        <CheckField
          label="Only what differs"
          isOn={panel.differsOnly}
          onChange={(differsOnly) => onChange({ ...panel, differsOnly })}
        />
      )
    case 'markdown':
      return (
        <TextField label="Text, in markdown" value={panel.text} onChange={(text) => onChange({ ...panel, text })} />
      )
  }
}

type FieldsOf<K extends Panel['kind']> = { panel: Extract<Panel, { kind: K }>; onChange: (panel: Panel) => void }

function LineFields({ panel, onChange, inherited }: FieldsOf<'line'> & { inherited: LineSettings }) {
  const { metrics } = useLayout()
  const names = metrics.map((metric): Name => ({ id: metric, label: metric }))
  return (
    <>
      <Field label="Metrics">
        <PickMany
          label="Metric"
          chosen={panel.metrics}
          textOf={(metric) => metric}
          names={names}
          max={METRICS_MAX}
          own={(typed) => ({ id: typed, label: typed })}
          onChange={(chosen) => onChange({ ...panel, metrics: chosen })}
        />
      </Field>
      <FormulaField
        formula={panel.formula ?? ''}
        onChange={(formula) => onChange({ ...panel, formula: formula || undefined })}
      />
      <details>
        <summary className="w-fit cursor-pointer py-1 text-muted hover:text-ink">How its lines are drawn</summary>
        <div className="pt-2">
          <LineSettingsFields
            own={panel.settings ?? {}}
            inherited={inherited}
            metrics={metrics}
            from="the section"
            onChange={(settings) =>
              onChange({ ...panel, settings: Object.keys(settings).length === 0 ? undefined : settings })
            }
          />
        </div>
      </details>
    </>
  )
}

function ScatterFields({ panel, onChange }: FieldsOf<'scatter'>) {
  return (
    <>
      <ColumnField label="Across" value={panel.x} onChange={(x) => onChange({ ...panel, x })} />
      <ColumnField label="Up" value={panel.y} onChange={(y) => onChange({ ...panel, y })} />
      <ColumnField
        label="Colour"
        value={panel.color ?? ''}
        onChange={(color) => onChange({ ...panel, color })}
        onClear={() => onChange({ ...panel, color: undefined })}
      />
      <CheckField
        label="Logarithmic across"
        isOn={panel.isLogX === true}
        onChange={(isLogX) => onChange({ ...panel, isLogX })}
      />
      <CheckField
        label="Logarithmic up"
        isOn={panel.isLogY === true}
        onChange={(isLogY) => onChange({ ...panel, isLogY })}
      />
      <GoalField label="Better across is" goal={panel.goalX} onChange={(goalX) => onChange({ ...panel, goalX })} />
      <GoalField label="Better up is" goal={panel.goalY} onChange={(goalY) => onChange({ ...panel, goalY })} />
      <p className="text-12 text-muted">With both said, the runs that no other beats in both are joined by a line.</p>
    </>
  )
}

function ParallelFields({ panel, onChange }: FieldsOf<'parallel'>) {
  const { offered } = useColumns()
  return (
    <>
      <Field label="Axes">
        <PickMany
          label="Column"
          chosen={panel.columns}
          textOf={columnLabel}
          names={offered}
          max={24}
          own={ownColumn}
          onChange={(columns) => onChange({ ...panel, columns })}
        />
        {panel.columns.length === 0 && (
          <p className="pt-1 text-12 text-muted">None chosen: settings that most runs have.</p>
        )}
      </Field>
      <ColumnField
        label="Result and colour"
        value={panel.color ?? ''}
        onChange={(color) => onChange({ ...panel, color })}
        onClear={() => onChange({ ...panel, color: undefined })}
      />
      {panel.color !== undefined && (
        <GoalField label="Better is" goal={panel.goal} onChange={(goal) => onChange({ ...panel, goal })} />
      )}
    </>
  )
}

type ColumnFieldProps = { label: string; value: string; onChange: (column: string) => void; onClear?: () => void }

function ColumnField({ label, value, onChange, onClear }: ColumnFieldProps) {
  const { offered } = useColumns()
  return (
    <Field label={label}>
      <PickOne
        label={label}
        value={value}
        text={value === '' ? '' : columnLabel(value)}
        names={offered}
        own={ownColumn}
        onChange={onChange}
        onClear={onClear}
      />
    </Field>
  )
}

/** `config.lr` of a run that is yet to come is a column too. */
function ownColumn(typed: string): Name | null {
  return readColumn(typed) === null ? null : { id: typed, label: typed }
}

type GoalFieldProps = {
  label: string
  goal: 'minimize' | 'maximize' | undefined
  onChange: (goal: 'minimize' | 'maximize' | undefined) => void
}

function GoalField({ label, goal, onChange }: GoalFieldProps) {
  return (
    <ChoiceField
      label={label}
      value={goal ?? 'none'}
      words={GOAL_WORDS}
      onChange={(value) => onChange(goalSchema.safeParse(value).data)}
    />
  )
}
