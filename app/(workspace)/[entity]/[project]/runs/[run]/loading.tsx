import { RunSkeleton } from '~/components/runs/run-page/run-skeleton'

export default function Loading() {
  return <RunSkeleton />
}
