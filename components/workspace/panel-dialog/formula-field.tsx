'use client'

import { useId } from 'react'
import { Input } from '~/components/ui/input'
import { FORMULA_FUNCTIONS, parseFormula } from '~/server/domain/formula'

/** A formula over metrics; what is wrong in it is pointed at while it is written. */
export function FormulaField({ formula, onChange }: { formula: string; onChange: (formula: string) => void }) {
  const id = useId()
  const parsed = formula.trim() === '' ? null : parseFormula(formula)
  const error = parsed?.kind === 'error' ? parsed.error : null
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-muted">
        Formula
      </label>
      <Input
        id={id}
        className="font-mono"
        maxLength={1000}
        placeholder="${train/loss} / ${val/loss}   or   log(x)"
        value={formula}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== null}
        aria-describedby={`${id}-said`}
        spellCheck={false}
        autoComplete="off"
      />
      <div id={`${id}-said`} className="min-h-8 text-12 text-muted">
        {error === null ? (
          <p>
            x is each metric above; ${'{name}'} is any metric. + - * / % ** and {FORMULA_FUNCTIONS.join(', ')}.
          </p>
        ) : (
          <>
            <p aria-hidden="true" className="overflow-hidden whitespace-pre pl-2.5 font-mono text-13 leading-none">
              {`${' '.repeat(Math.min(error.at, 120))}`}
              <span className="text-bad">▲</span>
            </p>
            <p role="alert" className="text-bad">
              At character {error.at + 1}: {error.message}
            </p>
          </>
        )}
      </div>
    </div>
  )
}
