import type { Metadata } from 'next'
import { decodeSegments } from '~/components/lib/paths'
import { NewSweep } from '~/components/sweeps/new-sweep/new-sweep'

export const metadata: Metadata = { title: 'New sweep' }

type Props = { params: Promise<{ entity: string; project: string }> }

export default async function NewSweepPage({ params }: Props) {
  return <NewSweep path={decodeSegments(await params)} />
}
