import type { Metadata } from 'next'
import { decodeSegments } from '~/components/lib/paths'
import { TrashPage } from '~/components/runs/trash/trash-page'

type TrashRouteProps = { params: Promise<{ entity: string; project: string }> }

export async function generateMetadata({ params }: TrashRouteProps): Promise<Metadata> {
  return { title: `Trash · ${decodeSegments(await params).project}` }
}

export default async function Trash({ params }: TrashRouteProps) {
  return <TrashPage path={decodeSegments(await params)} />
}
