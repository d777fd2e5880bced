import { MissingRun } from '~/components/runs/run-page/missing-run'

export default function RunNotFound() {
  return <MissingRun />
}
