'use client'

import { Tooltip as TooltipPrimitive } from 'radix-ui'
import { cn } from '~/components/lib/cn'
import { FLOATING } from './floating'

export const TooltipProvider = TooltipPrimitive.Provider

type TooltipProps = { content: React.ReactNode; children: React.ReactNode; className?: string }

/** A word of explanation on hover or focus. Never the only place where something is said. */
export function Tooltip({ content, children, className }: TooltipProps) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger asChild>{children}</TooltipPrimitive.Trigger>
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Content
          data-slot="tooltip-content"
          sideOffset={4}
          collisionPadding={8}
          className={cn(FLOATING, 'max-w-72 px-2 py-1 text-12', className)}
        >
          {content}
        </TooltipPrimitive.Content>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  )
}
