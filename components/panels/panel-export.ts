/** What a panel hands out of what it shows: exactly that, and no more. */
export type PanelExport = {
  /** Rows of the drawn data. */
  csv: () => string
  /** A drawing that stands alone; null for a panel that is no drawing. */
  svg: (() => string) | null
}

export type PanelExportRef = React.Ref<PanelExport | null>
