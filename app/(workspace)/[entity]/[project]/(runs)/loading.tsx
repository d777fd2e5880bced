import { RunsSkeleton } from '~/components/runs/runs-skeleton'

export default function Loading() {
  return <RunsSkeleton />
}
