import { ListSkeleton } from '~/components/sweeps/list/list-skeleton'

export default function Loading() {
  return <ListSkeleton />
}
