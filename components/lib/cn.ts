/** Joins class names; of two that set the same thing the later wins. Knows our own text sizes, which are not colours. */
import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({ extend: { theme: { text: ['11', '12', '13', '15', '20', '28'] } } })

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
