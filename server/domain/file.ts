/**
 * Files of a run: what was saved beside its metrics, by a path inside the run such as `media/images/x_3_ab12.png`. The
 * path is a name and nothing more; content lies elsewhere, by its hash.
 */
import { z } from 'zod'
import { storageIdSchema } from './ids'

const PATH_BYTES_MAX = 1024
const PART_BYTES_MAX = 255
const CONTROL_OR_BACKSLASH = /[\p{Cc}\\]/u

const PATH_RULE = `a path of at most ${PATH_BYTES_MAX} bytes, its parts separated by /, each of 1 to ${PART_BYTES_MAX} bytes, none of them . or .., without control characters and \\`

/** Never leaves its run and means the same on every system. */
export const runFilePathSchema = z.string().refine(isFilePath, { error: PATH_RULE })

function isFilePath(path: string): boolean {
  if (!path.isWellFormed() || CONTROL_OR_BACKSLASH.test(path)) return false
  if (byteLength(path) > PATH_BYTES_MAX) return false
  return path
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && byteLength(part) <= PART_BYTES_MAX)
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

export const runFileSchema = z.object({
  path: runFilePathSchema,
  sizeBytes: z.int(),
  /** SHA-256 of the content, in hexadecimal; two files with the same one are the same. */
  sha256: z.string(),
  mimeType: z.string(),
  updatedAt: z.iso.datetime(),
})
export type RunFile = z.infer<typeof runFileSchema>

/** `''` is the run's top. */
const folderSchema = z.union([z.literal(''), runFilePathSchema])

export const listFolderInputSchema = z.object({
  storageId: storageIdSchema,
  folder: folderSchema.default(''),
  /** Where the last page ended. */
  cursor: z.string().max(2000).nullish(),
  limit: z.int().min(1).max(1000).default(200),
})
export type ListFolderInput = z.infer<typeof listFolderInputSchema>

export const runFolderSchema = z.object({ name: z.string(), fileCount: z.int(), sizeBytes: z.int() })
export type RunFolder = z.infer<typeof runFolderSchema>

/** What lies directly in one folder: folders first, then files, each by name. */
export const folderPageSchema = z.object({
  folders: z.array(runFolderSchema),
  files: z.array(runFileSchema),
  /** Of the folder and all that is below it. */
  fileCount: z.int(),
  sizeBytes: z.int(),
  nextCursor: z.string().nullable(),
})
export type FolderPage = z.infer<typeof folderPageSchema>

export const searchFilesInputSchema = z.object({
  storageId: storageIdSchema,
  /** Part of the path, in any case. */
  search: z.string().min(1).max(200),
  limit: z.int().min(1).max(1000).default(200),
})
export type SearchFilesInput = z.infer<typeof searchFilesInputSchema>

export const foundFilesSchema = z.object({ files: z.array(runFileSchema), matchCount: z.int() })
export type FoundFiles = z.infer<typeof foundFilesSchema>

export const deleteFilesInputSchema = z.object({
  storageId: storageIdSchema,
  paths: z.array(runFilePathSchema).max(1000).default([]),
  /** With everything below it. */
  folder: runFilePathSchema.nullish(),
})
export type DeleteFilesInput = z.infer<typeof deleteFilesInputSchema>
