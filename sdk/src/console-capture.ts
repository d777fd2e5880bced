/** Copies what this process prints to a listener, and prints it as before. */
import type { StreamName } from './console-lines'

/** Returns the function that ends it. Streams that were wrapped again by someone else meanwhile are left alone. */
export function captureConsole(onChunk: (chunk: string, stream: StreamName) => void): () => void {
  const restores = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name]
    const original = stream.write
    const decoder = new TextDecoder()
    const copy = (...args: Parameters<typeof original>): boolean => {
      const [chunk] = args
      onChunk(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }), name)
      return original.apply(stream, args)
    }
    stream.write = copy as typeof original
    return () => {
      if (stream.write === copy) stream.write = original
    }
  })
  return () => {
    for (const restore of restores) restore()
  }
}
