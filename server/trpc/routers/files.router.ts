import { z } from 'zod'
import {
  deleteFilesInputSchema,
  folderPageSchema,
  foundFilesSchema,
  listFolderInputSchema,
  searchFilesInputSchema,
} from '~/server/domain/file'
import * as files from '~/server/files/run-file.service'
import { procedure, router } from '../init'

/** Content itself goes through `/files/…` (server/http/files.ts). */
export const filesRouter = router({
  folder: procedure
    .input(listFolderInputSchema)
    .output(folderPageSchema)
    .query(({ ctx, input }) => files.listFolder(ctx, input)),
  search: procedure
    .input(searchFilesInputSchema)
    .output(foundFilesSchema)
    .query(({ ctx, input }) => files.searchFiles(ctx, input)),
  delete: procedure
    .input(deleteFilesInputSchema)
    .output(z.object({ deletedCount: z.int() }))
    .mutation(({ ctx, input }) => files.deleteFiles(ctx, input)),
})
