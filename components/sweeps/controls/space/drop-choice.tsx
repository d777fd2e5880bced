import { countOf } from '~/components/lib/format'
import { Checkbox } from '~/components/ui/checkbox'
import type { PreviewedEdit } from '~/server/domain/sweep-controls'

type DropChoiceProps = {
  id: string
  preview: PreviewedEdit | undefined
  value: boolean
  onValue: (value: boolean) => void
}

/** Asked only when something waits outside: whether it is set aside. */
export function DropChoice({ id, preview, value, onValue }: DropChoiceProps) {
  const outside = preview?.effect?.waiting.outside ?? 0
  if (outside === 0) return null
  return (
    <label htmlFor={id} className="flex items-center gap-2 text-13">
      <Checkbox id={id} checked={value} onCheckedChange={(checked) => onValue(checked === true)} />
      Set {countOf(outside, 'waiting suggestion')} outside of the new space aside
    </label>
  )
}
