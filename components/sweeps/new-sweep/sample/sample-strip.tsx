import { formatNumber } from '~/components/lib/format'
import type { SampleStrip } from './sample-strips'

/** One parameter of the sample: ticks along its range, or how often each value came. */
export function SampleStripView({ strip }: { strip: SampleStrip }) {
  return (
    <li className="flex min-w-0 flex-col gap-1">
      <span className="truncate font-mono text-12" title={strip.name}>
        {strip.name}
      </span>
      {strip.kind === 'scale' ? <Scale strip={strip} /> : <Values strip={strip} />}
    </li>
  )
}

function Scale({ strip }: { strip: Extract<SampleStrip, { kind: 'scale' }> }) {
  return (
    <>
      <div className="relative h-4" aria-hidden="true">
        <div className="absolute inset-x-0 top-1/2 h-px bg-hairline" />
        {strip.places.map((place, index) =>
          place === null ? null : (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: suggestions have no name but their place
              key={index}
              className="absolute top-0.5 h-3 w-0.5 rounded-full bg-accent/70"
              style={{ left: `calc(${place * 100}% - ${place * 2}px)` }}
            />
          ),
        )}
      </div>
      <div className="flex justify-between text-11 text-muted tabular-nums">
        <span>{formatNumber(strip.low)}</span>
        {strip.isLog && <span>log</span>}
        <span>{formatNumber(strip.high)}</span>
      </div>
    </>
  )
}

function Values({ strip }: { strip: Extract<SampleStrip, { kind: 'values' }> }) {
  return (
    <ul className="flex flex-wrap gap-x-2.5 gap-y-0.5 text-11">
      {strip.values.map(({ text, count }) => (
        <li key={text} className="flex min-w-0 items-baseline gap-1">
          <span className="max-w-24 truncate" title={text}>
            {text}
          </span>
          <span className={count === 0 ? 'text-muted' : 'font-semibold text-accent tabular-nums'}>×{count}</span>
        </li>
      ))}
      {strip.otherCount > 0 && <li className="text-muted">others ×{strip.otherCount}</li>}
    </ul>
  )
}
