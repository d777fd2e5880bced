'use client'

/** Makes a panel or changes one: its kind, what it shows, and beside it how it will look over the runs that are drawn. */
import { useState } from 'react'
import type { PanelRuns } from '~/components/panels/panel-runs'
import { PanelView } from '~/components/panels/panel-view'
import { PANEL_KINDS, panelTitle } from '~/components/panels/panel-words'
import { useColumns } from '~/components/runs/table/use-columns'
import { Button } from '~/components/ui/button'
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogTitle } from '~/components/ui/dialog'
import { Input } from '~/components/ui/input'
import { LINE_SETTINGS, type LineSettings, type Panel } from '~/server/domain/panel'
import { newId, useLayout } from '../sections/use-layout'
import { Field } from './fields'
import { KindPicker } from './kind-picker'
import { lackOf, newPanel } from './new-panel'
import { PanelFields } from './panel-fields'

type PanelDialogProps = {
  /** Null makes a new one, in the section named. */
  panel: Panel | null
  sectionId: string | null
  /** Of the place where the panel stands. */
  settings: Partial<LineSettings>
  runs: PanelRuns
  onClose: () => void
}

const PREVIEW_HEIGHT = 240

export function PanelDialog({ panel, sectionId, settings, runs, onClose }: PanelDialogProps) {
  const { metrics, act } = useLayout()
  const { offered, goals } = useColumns()
  const [draft, setDraft] = useState<Panel | null>(panel)
  const lack = draft === null ? null : lackOf(draft)

  function save() {
    if (draft === null || lack !== null) return
    if (panel === null) act.add(sectionId, draft)
    else act.change(draft)
    onClose()
  }

  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent className="top-[6vh] max-h-[88vh] max-w-5xl" aria-describedby={undefined}>
        <DialogTitle>
          {draft === null
            ? 'Add a panel'
            : panel === null
              ? `New panel: ${PANEL_KINDS[draft.kind].name}`
              : `Edit ${panelTitle(panel)}`}
        </DialogTitle>
        {draft === null ? (
          <KindPicker
            onPick={(kind) =>
              setDraft(newPanel(kind, newId(), { metrics, columns: offered.map(({ id }) => id), goals }))
            }
          />
        ) : (
          <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
            <div className="grid content-start gap-3">
              <DialogDescription>{PANEL_KINDS[draft.kind].says}.</DialogDescription>
              <Field label="Title">
                <Input
                  aria-label="Title"
                  maxLength={300}
                  placeholder={panelTitle({ ...draft, title: undefined })}
                  value={draft.title ?? ''}
                  onChange={(event) => setDraft({ ...draft, title: event.target.value || undefined })}
                />
              </Field>
              <PanelFields panel={draft} onChange={setDraft} inherited={{ ...LINE_SETTINGS, ...settings }} />
            </div>
            <div className="min-w-0 rounded-md border border-hairline p-3">
              {lack === null ? (
                <PanelView panel={draft} runs={runs} settings={settings} height={PREVIEW_HEIGHT} onChange={setDraft} />
              ) : (
                <p className="grid h-full min-h-32 place-items-center text-center text-12 text-muted">{lack}</p>
              )}
            </div>
          </div>
        )}
        <DialogFooter>
          {draft !== null && panel === null && (
            <Button className="mr-auto" onClick={() => setDraft(null)}>
              Another kind
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          {draft !== null && (
            <Button variant="primary" disabled={lack !== null} title={lack ?? undefined} onClick={save}>
              {panel === null ? 'Add the panel' : 'Save'}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
