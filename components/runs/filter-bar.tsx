'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '~/components/ui/button'
import { Input } from '~/components/ui/input'
import { Label } from '~/components/ui/label'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import type { RunFilter } from '~/server/domain/run'
import { FILTER_OPS, type FilterOp, filterValue, printFilter, sayFilter, takesValue } from './filters'

type FilterBarProps = {
  filters: RunFilter[]
  columns: { id: string; label: string }[]
  onChange: (filters: RunFilter[]) => void
}

/** The conditions that hold for the table: a chip each, all of them must be true. */
export function FilterBar({ filters, columns, onChange }: FilterBarProps) {
  return (
    <>
      {filters.map((filter) => (
        <span
          key={printFilter(filter)}
          className="inline-flex h-8 max-w-72 items-center gap-1 rounded-md bg-selected pr-1 pl-2.5 text-13"
        >
          <span className="truncate">{sayFilter(filter)}</span>
          <button
            type="button"
            aria-label={`Remove filter ${sayFilter(filter)}`}
            className="inline-flex size-6 items-center justify-center rounded-sm text-muted hover:text-ink"
            onClick={() => onChange(filters.filter((other) => other !== filter))}
          >
            <X className="size-3.5" />
          </button>
        </span>
      ))}
      <AddFilter columns={columns} onAdd={(filter) => onChange([...filters, filter])} />
    </>
  )
}

type AddFilterProps = { columns: { id: string; label: string }[]; onAdd: (filter: RunFilter) => void }

function AddFilter({ columns, onAdd }: AddFilterProps) {
  const [isOpen, setOpen] = useState(false)
  const [column, setColumn] = useState('')
  const [op, setOp] = useState<FilterOp>('=')

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('value')
    if (column === '') return
    onAdd({ column, op, value: takesValue(op) ? filterValue(String(text ?? '')) : undefined })
    setOpen(false)
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <Plus /> Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Add a filter">
        <form className="grid gap-3" onSubmit={submit}>
          <div className="grid gap-1">
            <Label htmlFor="filter-column">Column</Label>
            <Select value={column} onValueChange={setColumn}>
              <SelectTrigger id="filter-column">
                <SelectValue placeholder="Choose a column" />
              </SelectTrigger>
              <SelectContent>
                {columns.map(({ id, label }) => (
                  <SelectItem key={id} value={id}>
                    {label}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </div>
          <div className="grid grid-cols-[7rem_1fr] gap-2">
            <div className="grid gap-1">
              <Label htmlFor="filter-op">Condition</Label>
              <Select value={op} onValueChange={(next) => setOp(next as FilterOp)}>
                <SelectTrigger id="filter-op">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {FILTER_OPS.map((name) => (
                    <SelectItem key={name} value={name}>
                      {name}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            </div>
            {takesValue(op) && (
              <div className="grid gap-1">
                <Label htmlFor="filter-value">Value</Label>
                <Input id="filter-value" name="value" required autoComplete="off" />
              </div>
            )}
          </div>
          <Button type="submit" variant="primary" disabled={column === ''}>
            Add filter
          </Button>
        </form>
      </PopoverContent>
    </Popover>
  )
}
