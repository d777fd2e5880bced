'use client'

import { useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { AxisArranging } from '../../charts/parallel-coordinates/parallel-coordinates'
import {
  type Arrangement,
  movedTo,
  readKey,
  readKeys,
  readScales,
  toggled,
  writeKey,
  writeKeys,
  writeScales,
} from '../../charts/prepare/parallel/axis-arrangement'
import type { Axis } from '../../charts/prepare/parameter-axis'
import { axesParser, colorParser, flippedParser, hiddenParser, scalesParser } from '../search-params'

const PARSERS = {
  axes: axesParser,
  flip: flippedParser,
  hide: hiddenParser,
  scale: scalesParser,
  color: colorParser,
}

/** How the axes are arranged, read from the address and written to it. */
export function useArrangement() {
  const [view, setView] = useQueryStates(PARSERS, { history: 'replace' })
  const order = useMemo(() => readKeys(view.axes), [view.axes])
  const hidden = useMemo(() => readKeys(view.hide), [view.hide])
  const flipped = useMemo(() => readKeys(view.flip), [view.flip])
  const scales = useMemo(() => readScales(view.scale), [view.scale])
  const color = readKey(view.color)
  const arrangement = useMemo<Arrangement>(
    () => ({ order, hidden, flipped, scales, color }),
    [order, hidden, flipped, scales, color],
  )

  function arrangingOf(axes: readonly Axis[]): AxisArranging {
    return {
      flipped,
      flip: (key) => void setView({ flip: writeKeys(toggled(flipped, key)) || null }),
      hide: (key) => void setView({ hide: writeKeys(toggled(hidden, key)) || null }),
      move: (key, to) => void setView({ axes: writeKeys(movedTo(axes, key, to, arrangement)) }),
      setScale: (key, scale) => void setView({ scale: writeScales({ ...scales, [key]: scale }) }),
      setColor: (key) => void setView({ color: writeKey(key) }),
    }
  }

  return {
    arrangement,
    arrangingOf,
    showAll: () => void setView({ hide: null }),
    isArranged: view.axes + view.flip + view.hide + view.scale + view.color !== '',
    reset: () => void setView({ axes: null, flip: null, hide: null, scale: null, color: null }),
  }
}
