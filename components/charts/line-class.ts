/** The class that the drawing of a line carries, made of its id; ids may hold what a class name may not. */
export function lineClass(id: string): string {
  return `line-${id.replace(/[^a-zA-Z0-9-]/g, '_')}`
}
