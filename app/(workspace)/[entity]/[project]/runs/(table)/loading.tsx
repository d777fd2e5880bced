import { TableSkeleton } from '~/components/runs/table/table-skeleton'

export default function Loading() {
  return <TableSkeleton />
}
