'use client'

import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Component, Suspense } from 'react'
import { ErrorState } from '~/components/layout/error-state'

type CatchProps = { what: string; onReset: () => void; children: React.ReactNode }

/** React catches errors of rendering in classes only. */
class Catch extends Component<CatchProps, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <ErrorState
        what={this.props.what}
        error={this.state.error}
        onRetry={() => {
          this.props.onReset()
          this.setState({ error: null })
        }}
      />
    )
  }
}

type PanelBoundaryProps = { what: string; fallback: React.ReactNode; children: React.ReactNode }

/** One part of a page on its own: it may load or fail without taking the rest along. */
export function PanelBoundary({ what, fallback, children }: PanelBoundaryProps) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Catch what={what} onReset={reset}>
          <Suspense fallback={fallback}>{children}</Suspense>
        </Catch>
      )}
    </QueryErrorResetBoundary>
  )
}
