import { cn } from '~/components/lib/cn'
import { CopyButton } from './copy-button'

type CodeBlockProps = { code: string; label: string; className?: string }

/** Lines to paste, with a button that copies them. */
export function CodeBlock({ code, label, className }: CodeBlockProps) {
  return (
    <figure data-slot="code-block" className={cn('min-w-0', className)}>
      <figcaption className="flex h-7 items-center justify-between text-12 text-muted">
        {label}
        <CopyButton text={code} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded-md bg-hover px-3 py-2.5 font-mono text-12 leading-[1.6]">
        {code}
      </pre>
    </figure>
  )
}
