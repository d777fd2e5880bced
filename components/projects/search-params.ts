/** The address of the projects list. */
import { parseAsString } from 'nuqs/server'

export const projectsParams = { q: parseAsString.withDefault('') }
