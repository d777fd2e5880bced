import { Button } from '~/components/ui/button'

type ChoiceButtonsProps<T extends string | number> = {
  label: string
  value: T
  choices: readonly { value: T; word: string; title?: string }[]
  onChoose: (value: T) => void
}

/** A few words of which one holds. */
export function ChoiceButtons<T extends string | number>({ label, value, choices, onChoose }: ChoiceButtonsProps<T>) {
  return (
    <fieldset className="flex flex-wrap items-center gap-0.5">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden="true" className="mr-1 text-12 text-muted">
        {label}
      </span>
      {choices.map(({ value: each, word, title }) => (
        <Button
          key={each}
          size="sm"
          variant={each === value ? 'outline' : 'ghost'}
          aria-pressed={each === value}
          title={title}
          onClick={() => onChoose(each)}
        >
          {word}
        </Button>
      ))}
    </fieldset>
  )
}
