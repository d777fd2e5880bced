import { countOf, formatNumber } from '~/components/lib/format'
import type { ObservedSetting } from '~/server/domain/space-proposal/propose-space'
import { settingWords } from '../setting-words'

const [WIDTH, HEIGHT, BAR_MAX] = [168, 36, 32]

/** How many runs had each value; the part of the best tenth stands out. */
export function ObservedHistogram({ setting: { name, histogram } }: { setting: ObservedSetting }) {
  const most = Math.max(1, ...histogram.counts)
  const step = Math.min(BAR_MAX, WIDTH / Math.max(1, histogram.counts.length))
  const bar = Math.max(1, step - (histogram.kind === 'values' ? 4 : 1))
  const bestCount = histogram.best.reduce((sum, count) => sum + count, 0)
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" className="shrink-0">
      <title>
        {`${name} in the chosen runs${bestCount > 0 ? ', the best tenth marked' : ''}: ${histogram.counts
          .map((count, index) => barWords(histogram, index, count))
          .join('; ')}`}
      </title>
      {histogram.counts.map((count, index) => {
        const height = (count / most) * (HEIGHT - 1)
        const best = ((histogram.best[index] ?? 0) / most) * (HEIGHT - 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          <g key={index}>
            <rect x={index * step} y={HEIGHT - 1 - height} width={bar} height={height} className="fill-muted/35" />
            <rect x={index * step} y={HEIGHT - 1 - best} width={bar} height={best} className="fill-accent" />
          </g>
        )
      })}
      <rect x={0} y={HEIGHT - 1} width={WIDTH} height={1} className="fill-hairline" />
    </svg>
  )
}

function barWords(histogram: ObservedSetting['histogram'], index: number, count: number): string {
  const best = histogram.best[index] ?? 0
  const where =
    histogram.kind === 'values'
      ? settingWords(histogram.values[index])
      : `${formatNumber(histogram.edges[index] ?? 0)} to ${formatNumber(histogram.edges[index + 1] ?? 0)}`
  return `${where}: ${countOf(count, 'run')}${best > 0 ? `, ${best} of the best` : ''}`
}
