import { z } from 'zod';
import { numberIn, textSchema } from './guards';

/** How much of a history is kept. With both, the one that keeps less counts. */
export const retentionSchema = z
  .strictObject({
    /** At most about this many events of each record, at least 1; up to a quarter more in between. */
    keepEvents: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    /** Events of about the last days, above 0, by the record's own time. */
    keepDays: numberIn(0, 1e8).gt(0).optional(),
  })
  .refine(
    ({ keepEvents, keepDays }) => keepEvents !== undefined || keepDays !== undefined,
    'must hold keepEvents or keepDays',
  );

/** How much of a history is kept. */
export type Retention = z.output<typeof retentionSchema>;

const callback = z.custom<(...args: never[]) => unknown>(
  (value) => typeof value === 'function',
  'must be a function',
);

/** What becomes of records that are there already when others of their key are imported. */
export const importOptionsSchema = z.object({
  onExisting: z.enum(['refuse', 'skip', 'replace']),
  dryRun: z.boolean().optional(),
  onProgress: callback.optional(),
});

/** How damage is dealt with. */
export const repairOptionsSchema = z
  .object({
    dryRun: z.boolean().optional(),
    quarantine: callback.optional(),
    onProgress: callback.optional(),
  })
  .refine(({ dryRun, quarantine }) => dryRun === true || quarantine !== undefined, {
    message: 'must be a function that keeps what is taken out, unless dryRun is true',
    path: ['quarantine'],
  });

/** The format of an export, and the version of it that this release writes. */
export const EXPORT_FORMAT = 'animacy-export';
export const EXPORT_VERSION = 1;

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const positive = count.min(1);
const checksum = z.number().int().min(0).max(0xffffffff);

/** The first line of an export. */
export const exportHeaderSchema = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
});

/** A line of an export: a record with its whole history, the oldest event first. */
export const exportEntrySchema = z
  .strictObject({
    /** The kind, after the path of the scope that it lies in as the exported engine sees it. */
    collection: textSchema,
    id: textSchema,
    parent: textSchema,
    name: textSchema.optional(),
    revision: positive,
    /** That of the engine, without the salt of a scope. */
    checksum,
    body: textSchema.optional(),
    /** A body of bytes, in base64. */
    bytes: z.base64().optional(),
    events: z.array(
      z.strictObject({
        sequence: positive,
        revision: positive,
        type: textSchema,
        atMs: z.number(),
        key: textSchema.optional(),
        checksum,
        body: textSchema,
      }),
    ),
    /** A hash of the line as it is without this field. */
    line: checksum,
  })
  .refine(({ body, bytes }) => (body === undefined) !== (bytes === undefined), {
    message: 'must be there, and only one of body and bytes',
    path: ['body'],
  });

/** A line of an export. */
export type ExportEntry = z.output<typeof exportEntrySchema>;

/** The last line of an export: what came before it. */
export const exportEndSchema = z.strictObject({
  records: count,
  events: count,
  /** A hash of all lines before it, each with its line feed. */
  checksum,
});
