/** A command as one line, and back: words with blanks or quotes in them stand in quotes. */

export function commandText(words: readonly string[]): string {
  return words.map((word) => (/[\s"']/.test(word) || word === '' ? JSON.stringify(word) : word)).join(' ')
}

/** Null for a line without words. A quote that is not closed yet reaches to the end. */
export function commandWords(line: string): string[] | null {
  const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"?|'([^']*)'?|(\S+)/g)].map(([, double, single, bare]) =>
    double === undefined ? (single ?? bare ?? '') : double.replace(/\\(.)/g, '$1'),
  )
  return words.length === 0 ? null : words
}
