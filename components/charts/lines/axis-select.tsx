'use client'

import { useState } from 'react'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { type XAxis, xAxisSchema } from '~/server/domain/history'
import { isCounter } from '../../runs/metric-order'
import { xAxisWord } from '../prepare/ticks'

type AxisSelectProps = { value: XAxis; onChange: (axis: XAxis) => void; metrics: string[]; size?: 'sm' | 'md' }

const OWN: readonly XAxis[] = ['step', 'runtime', 'time']
/** A list of thousands helps nobody; counters, which axes mostly are, come first. */
const METRICS_MAX = 200

/** What runs along x: steps, time, or a metric. */
export function AxisSelect({ value, onChange, metrics, size = 'md' }: AxisSelectProps) {
  const [isOpen, setOpen] = useState(false)
  const known = isOpen ? metricAxes(metrics) : []
  const axes = OWN.includes(value) || known.includes(value) ? known : [value, ...known]
  return (
    <Select
      value={value}
      onOpenChange={setOpen}
      onValueChange={(next) => onChange(xAxisSchema.catch('step').parse(next))}
    >
      <SelectTrigger size={size} aria-label="against" className="max-w-48 text-ink">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {[...OWN, ...axes].map((axis) => (
          <SelectItem key={axis} value={axis}>
            {xAxisWord(axis)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}

function metricAxes(metrics: string[]): XAxis[] {
  const counters = metrics.filter(isCounter)
  const others = metrics.filter((metric) => !isCounter(metric) && !metric.startsWith('_'))
  return [...counters, ...others].slice(0, METRICS_MAX).map((metric): XAxis => `metric:${metric}`)
}
