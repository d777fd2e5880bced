'use client'

import { ChevronDown, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '~/components/ui/button'
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '~/components/ui/command'
import { Input } from '~/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '~/components/ui/select'
import { opsOf } from '~/server/domain/filter/parse'
import type { ProjectPath } from '~/server/domain/ids'
import { columnKind } from '~/server/domain/run-column'
import { columnOf, type RunColumn } from '../table/columns'
import { type BuilderCondition, readCondition, takesText } from './builder-tree'
import { useColumnValues } from './use-column-values'

type ConditionRowProps = {
  path: ProjectPath
  node: BuilderCondition
  offered: readonly RunColumn[]
  onChange: (node: BuilderCondition | null) => void
}

const WORDS: Record<string, string> = {
  '~': 'matches',
  '!=': '≠',
  '<=': '≤',
  '>=': '≥',
  in: 'is one of',
  missing: 'is missing',
}

/** Column, operator, value; what is wrong with it stands below. */
export function ConditionRow({ path, node, offered, onChange }: ConditionRowProps) {
  const listId = useId()
  const kind = columnKind(node.column) ?? 'json'
  const ops = opsOf(kind)
  const values = useColumnValues(path, node.column === '' ? null : node.column)
  const read = readCondition(node)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-w-0 items-center gap-1">
        <Button
          size="sm"
          variant={node.isNot ? 'outline' : 'ghost'}
          aria-pressed={node.isNot}
          className="px-1.5"
          onClick={() => onChange({ ...node, isNot: !node.isNot })}
        >
          not
        </Button>
        <ColumnChoice
          column={node.column}
          offered={offered}
          onChoose={(column) => {
            const allowed = opsOf(columnKind(column) ?? 'json')
            onChange({ ...node, column, op: allowed.includes(node.op) ? node.op : (allowed[0] ?? '=') })
          }}
        />
        <Select value={node.op} onValueChange={(op) => onChange({ ...node, op })}>
          <SelectTrigger size="sm" aria-label="Operator" className="shrink-0">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {ops.map((op) => (
              <SelectItem key={op} value={op}>
                {WORDS[op] ?? op}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        {takesText(node.op) && (
          <>
            <Input
              aria-label="Value"
              aria-invalid={read.kind === 'wrong'}
              list={listId}
              value={node.text}
              autoComplete="off"
              placeholder={node.op === 'in' ? 'a, b, c' : node.op === '~' ? 'resnet.*50' : 'value'}
              onChange={(event) => onChange({ ...node, text: event.target.value })}
              className="h-6 min-w-0 flex-1 px-2 text-12"
            />
            <datalist id={listId}>
              {values.map(({ text }) => (
                <option key={text} value={text} />
              ))}
            </datalist>
          </>
        )}
        <Button
          size="icon-sm"
          variant="ghost"
          className="ml-auto"
          aria-label="Remove the condition"
          onClick={() => onChange(null)}
        >
          <X />
        </Button>
      </div>
      {read.kind === 'wrong' && (
        <p role="alert" className="text-12 text-bad">
          {read.sentence}
        </p>
      )}
    </div>
  )
}

type ColumnChoiceProps = { column: string; offered: readonly RunColumn[]; onChoose: (column: string) => void }

function ColumnChoice({ column, offered, onChoose }: ColumnChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  const name = column === '' ? 'choose a column' : (columnOf(column)?.label ?? column)
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" aria-label={`Column: ${name}`} className="min-w-0 max-w-44">
          <span className="truncate">{name}</span>
          <ChevronDown className="text-muted" />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="p-0" aria-label="Column">
        <Command label="Column">
          <CommandInput placeholder="Column…" className="h-9 text-13" />
          <CommandList className="max-h-72">
            <CommandEmpty>Nothing of that name.</CommandEmpty>
            {offered.map(({ id, label, hint }) => (
              <CommandItem
                key={id}
                value={id}
                keywords={[label]}
                onSelect={() => {
                  onChoose(id)
                  setOpen(false)
                }}
              >
                <span className="truncate">{label}</span>
                <span className="ml-auto text-11 text-muted">{hint}</span>
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  )
}
