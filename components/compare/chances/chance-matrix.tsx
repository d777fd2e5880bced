'use client'

import { cn } from '~/components/lib/cn'
import { methodColor } from '~/components/lib/color'
import type { Comparison } from '~/server/domain/comparison'
import { chanceOf } from '../../charts/prepare/compare/chances'
import { sayChance, sayRange } from '../../charts/prepare/compare/words'

type ChanceMatrixProps = {
  comparison: Comparison
  at: number
  pair: [number, number]
  onPair: (pair: [number, number]) => void
}

/** Row against column. A cell that is pressed is explained beside it. */
export function ChanceMatrix({ comparison, at, pair, onPair }: ChanceMatrixProps) {
  const { contenders } = comparison
  return (
    <section
      aria-label="Chance that the row ends ahead of the column"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-w-full overflow-x-auto"
    >
      <table className="border-collapse text-12">
        <caption className="pb-1 text-left text-12 text-muted">Chance that the row ends ahead of the column</caption>
        <thead>
          <tr>
            <td />
            {contenders.map(({ label }) => (
              <th
                key={label}
                scope="col"
                className="max-w-28 truncate px-2 py-1 text-right font-normal text-muted"
                title={label}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {contenders.map(({ label, method }, row) => (
            <tr key={label} className="border-hairline border-t">
              <th scope="row" className="max-w-36 py-1 pr-2 font-normal">
                <span className="flex items-center gap-1.5">
                  <span
                    aria-hidden="true"
                    className="size-2 shrink-0 rounded-full"
                    style={{ background: methodColor(method) }}
                  />
                  <span className="truncate" title={label}>
                    {label}
                  </span>
                </span>
              </th>
              {contenders.map(({ label: other }, column) => (
                <td key={other} className="p-0 text-right">
                  {row !== column && (
                    <Cell
                      comparison={comparison}
                      at={at}
                      pair={[row, column]}
                      isChosen={isSame(pair, [row, column])}
                      onPair={onPair}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function isSame(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[0] === other[0] && one[1] === other[1]
}

type CellProps = Omit<ChanceMatrixProps, 'pair'> & { pair: [number, number]; isChosen: boolean }

function Cell({ comparison, at, pair, isChosen, onPair }: CellProps) {
  const chance = chanceOf(comparison, pair, at)
  const [a, b] = pair.map((index) => comparison.contenders[index]?.label)
  const said = chance === null ? 'not known' : sayChance(chance.win)
  return (
    <button
      type="button"
      data-export="keep"
      aria-pressed={isChosen}
      aria-label={`${a} ahead of ${b}: ${said}`}
      onClick={() => onPair(pair)}
      className={cn(
        'flex h-10 w-full min-w-20 flex-col items-end justify-center rounded-sm px-2 tabular-nums hover:bg-hover',
        isChosen && 'bg-selected',
      )}
    >
      <span className={cn('text-13', chance === null && 'text-muted', chance?.interval === null && 'text-muted')}>
        {chance === null ? '–' : said}
      </span>
      {chance?.interval && <span className="text-11 text-muted">{sayRange(...chance.interval)}</span>}
    </button>
  )
}
