import Link from 'next/link'
import { EmptyState } from '~/components/layout/empty-state'

export default function NotFound() {
  return (
    <EmptyState title="There is nothing at this address" isPage>
      <p>It may be spelled differently, or belong to somebody whose projects you cannot see.</p>
      <p>
        <Link href="/" className="link">
          All projects
        </Link>
      </p>
    </EmptyState>
  )
}
