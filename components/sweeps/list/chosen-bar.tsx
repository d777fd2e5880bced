import Link from 'next/link'
import { countOf } from '~/components/lib/format'
import { compareHref, sweepsHref } from '~/components/lib/paths'
import { Button } from '~/components/ui/button'
import type { ProjectPath } from '~/server/domain/ids'

/** The server compares no more at once. */
const COMPARED_MAX = 20

type ChosenBarProps = { path: ProjectPath; chosen: readonly string[]; onClear: () => void }

/** What can be done with the ticked sweeps. It has its height from the start: ticking moves nothing. */
export function ChosenBar({ path, chosen, onClear }: ChosenBarProps) {
  const [first] = chosen
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-2 text-13">
      {first === undefined ? (
        <p className="text-12 text-muted">
          Tick sweeps to compare them, or one to make the next sweep from its config and its runs.
        </p>
      ) : (
        <>
          <span className="text-muted tabular-nums">{countOf(chosen.length, 'sweep')} chosen</span>
          {chosen.length <= COMPARED_MAX ? (
            <Button asChild>
              <Link href={`${compareHref(path)}?sweeps=${chosen.join(',')}`}>
                {chosen.length === 1 ? 'Compare with others' : `Compare ${chosen.length}`}
              </Link>
            </Button>
          ) : (
            <span className="text-12 text-muted">{`At most ${COMPARED_MAX} can be compared at once.`}</span>
          )}
          {chosen.length === 1 && (
            <Button asChild>
              <Link href={`${sweepsHref(path)}/new?from=${encodeURIComponent(first)}`}>New sweep from this one</Link>
            </Button>
          )}
          <Button variant="ghost" onClick={onClear}>
            Choose none
          </Button>
        </>
      )}
    </div>
  )
}
