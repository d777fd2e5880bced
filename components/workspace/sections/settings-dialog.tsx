'use client'

import { LineSettingsFields } from '~/components/charts/lines/line-settings-fields'
import { Button } from '~/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogTitle,
} from '~/components/ui/dialog'
import { LINE_SETTINGS, type LineSettings } from '~/server/domain/panel'
import { useLayout } from './use-layout'

/** `sectionId` null is the whole workspace. What is changed holds at once, and undo takes it back. */
export function SettingsDialog({ sectionId, onClose }: { sectionId: string | null; onClose: () => void }) {
  const { state, sections, metrics, act } = useLayout()
  const section = sections.find(({ id }) => id === sectionId)
  const own: Partial<LineSettings> = section?.settings ?? state.settings
  const inherited = section === undefined ? LINE_SETTINGS : { ...LINE_SETTINGS, ...state.settings }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent className="max-w-xl">
        <DialogTitle>
          {section === undefined ? 'How lines are drawn' : `How lines of ${section.title} are drawn`}
        </DialogTitle>
        <DialogDescription>
          {section === undefined
            ? 'In all panels, unless a section or a panel has it otherwise.'
            : 'In the panels of this section, unless a panel has it otherwise.'}
        </DialogDescription>
        <LineSettingsFields
          own={own}
          inherited={inherited}
          metrics={metrics}
          from={section === undefined ? 'usual' : 'the workspace'}
          onChange={(settings) =>
            section === undefined ? act.setPanels({ settings }) : act.changeSection(section.id, { settings })
          }
        />
        <DialogFooter>
          <DialogClose asChild>
            <Button>Done</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
