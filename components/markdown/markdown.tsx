/**
 * Text that people wrote, drawn as markdown (GitHub's). HTML in it is shown as the text that it is, never as elements, and
 * addresses that are no addresses (`javascript:`) are dropped. Loaded where it is shown: `lazy-markdown.tsx`.
 */
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

const PLUGINS = [remarkGfm]

/** Another site's page must not reach back into this one. Headings begin below the page's own. */
const COMPONENTS: Components = {
  a: ({ node: _, ...props }) => <a {...props} {...(isElsewhere(props.href) ? ELSEWHERE : {})} />,
  h1: ({ node: _, ...props }) => <h2 {...props} />,
  h2: ({ node: _, ...props }) => <h3 {...props} />,
  h3: ({ node: _, ...props }) => <h4 {...props} />,
  table: ({ node: _, ...props }) => (
    <div className="overflow-x-auto">
      <table {...props} />
    </div>
  ),
}

const ELSEWHERE = { target: '_blank', rel: 'noopener noreferrer' }

function isElsewhere(href: string | undefined): boolean {
  return href !== undefined && /^[a-z]+:/i.test(href)
}

export function Markdown({ text }: { text: string }) {
  return (
    <div data-slot="markdown" className="prose">
      <ReactMarkdown remarkPlugins={PLUGINS} components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  )
}
