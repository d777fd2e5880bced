'use client'

import { Filter, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { cn } from '~/components/lib/cn'
import { Button } from '~/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '~/components/ui/popover'
import { parseFilter } from '~/server/domain/filter/parse'
import { printFilter } from '~/server/domain/filter/print'
import { conditionsOf } from '~/server/domain/filter/tree'
import type { ProjectPath } from '~/server/domain/ids'
import type { RunColumn } from '../table/columns'
import {
  type BuilderGroup,
  type BuilderNode,
  builderOf,
  changedNode,
  newCondition,
  newGroup,
  treeOf,
} from './builder-tree'
import { ConditionRow } from './condition-row'

type FilterBuilderProps = {
  path: ProjectPath
  filter: string
  offered: readonly RunColumn[]
  onChange: (filter: string) => void
}

/** The filter as a tree of conditions, each chosen from what there is. What is half said waits and changes nothing. */
export function FilterBuilder({ path, filter, offered, onChange }: FilterBuilderProps) {
  const parsed = parseFilter(filter)
  const tree = parsed.kind === 'filter' ? parsed.tree : null
  const count = conditionsOf(tree).length
  const [draft, setDraft] = useState<BuilderGroup | null>(null)

  function change(next: BuilderGroup) {
    setDraft(next)
    const text = printFilter(treeOf(next))
    if (text !== filter) onChange(text)
  }

  return (
    <Popover
      open={draft !== null}
      onOpenChange={(isOpen) => {
        const root = builderOf(tree)
        setDraft(isOpen ? (root.of.length === 0 ? { ...root, of: [newCondition()] } : root) : null)
      }}
    >
      <PopoverTrigger asChild>
        <button
          type="button"
          aria-label={count === 0 ? 'Build a filter' : `Build a filter: ${count} conditions hold`}
          title="Build a filter"
          className={cn(
            'absolute top-1 left-1 z-10 inline-flex size-6 items-center justify-center rounded-sm hover:bg-hover hover:text-ink',
            count === 0 ? 'text-muted' : 'text-accent',
          )}
        >
          <Filter className="size-4" />
        </button>
      </PopoverTrigger>
      <PopoverContent aria-label="Build a filter" className="w-[34rem]">
        {draft && (
          <GroupNode path={path} group={draft} root={draft} offered={offered} onChange={change}>
            {count > 0 && (
              <Button size="sm" variant="ghost" className="ml-auto" onClick={() => change({ ...draft, of: [] })}>
                Clear
              </Button>
            )}
          </GroupNode>
        )}
      </PopoverContent>
    </Popover>
  )
}

type GroupNodeProps = {
  path: ProjectPath
  group: BuilderGroup
  root: BuilderGroup
  offered: readonly RunColumn[]
  onChange: (root: BuilderGroup) => void
  children?: React.ReactNode
}

function GroupNode({ path, group, root, offered, onChange, children }: GroupNodeProps) {
  const replace = (id: string, next: BuilderNode | null) => onChange(changedNode(root, id, () => next))
  const isRoot = group === root
  const put = (part: Partial<BuilderGroup>) =>
    isRoot ? onChange({ ...group, ...part }) : replace(group.id, { ...group, ...part })
  return (
    <fieldset className={cn('flex min-w-0 flex-col gap-2', !isRoot && 'border-hairline border-l-2 pl-3')}>
      <legend className="sr-only">{group.op === 'and' ? 'All of these must hold' : 'One of these must hold'}</legend>
      <div className="flex items-center gap-1">
        <Choice isOn={group.op === 'and'} onClick={() => put({ op: 'and' })}>
          All
        </Choice>
        <Choice isOn={group.op === 'or'} onClick={() => put({ op: 'or' })}>
          Any
        </Choice>
        <span className="text-12 text-muted">of these hold</span>
        <Choice isOn={group.isNot} onClick={() => put({ isNot: !group.isNot })}>
          not
        </Choice>
        {!isRoot && (
          <Button
            size="icon-sm"
            variant="ghost"
            className="ml-auto"
            aria-label="Remove these conditions"
            onClick={() => replace(group.id, null)}
          >
            <X />
          </Button>
        )}
        {children}
      </div>
      {group.of.map((node) =>
        node.kind === 'group' ? (
          <GroupNode key={node.id} path={path} group={node} root={root} offered={offered} onChange={onChange} />
        ) : (
          <ConditionRow
            key={node.id}
            path={path}
            node={node}
            offered={offered}
            onChange={(next) => replace(node.id, next)}
          />
        ),
      )}
      <div className="flex gap-1">
        <Button size="sm" onClick={() => put({ of: [...group.of, newCondition()] })}>
          <Plus /> Condition
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => put({ of: [...group.of, newGroup(group.op === 'and' ? 'or' : 'and')] })}
        >
          <Plus /> {group.op === 'and' ? 'Any of…' : 'All of…'}
        </Button>
      </div>
    </fieldset>
  )
}

function Choice({ isOn, onClick, children }: { isOn: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <Button size="sm" variant={isOn ? 'outline' : 'ghost'} aria-pressed={isOn} onClick={onClick}>
      {children}
    </Button>
  )
}
