import { invalid } from '../../affect/authored';
import { idSchema } from '../../schema/guards';
import { parseWith } from '../../schema/parse';
import {
  importOptionsSchema,
  type Retention,
  repairOptionsSchema,
  retentionSchema,
} from '../../schema/upkeep';
import { upkeepOf } from '../guarded-store';
import { eraseUser } from './erase';
import { exportLines } from './export';
import type { House } from './house';
import { importLines } from './import';
import { migrateAll } from './migrate';
import { repairAll } from './repair';
import { trimAll } from './trim';
import type { Upkeep } from './upkeep';

/** The upkeep of one engine. @param retention what `createEngine` was told, when it was */
export function createUpkeep(house: House, retention: Retention | undefined): Upkeep {
  const { context } = house;
  return {
    export: (options) => exportLines(house, options),
    import: (lines, options) =>
      context.run('animacy.upkeep.import', options, () => {
        parseWith(importOptionsSchema, options, 'the options of the import');
        return importLines(house, lines, options);
      }),
    erase: (userId, options) =>
      context.run('animacy.upkeep.erase', options, () =>
        eraseUser(house, parseWith(idSchema, userId, 'userId'), options),
      ),
    repair: (options) =>
      context.run('animacy.upkeep.repair', options, () => {
        parseWith(repairOptionsSchema, options, 'the options of the repair');
        return repairAll(house, options);
      }),
    trim: (given, options) =>
      context.run('animacy.upkeep.trim', options, () => {
        const bounds = given === undefined ? retention : parseWith(retentionSchema, given, 'the retention');
        if (bounds !== undefined) return trimAll(house, bounds, options);
        throw invalid('the retention', [{ path: [], message: 'must be given, here or to createEngine' }]);
      }),
    migrate: (options) => context.run('animacy.upkeep.migrate', options, () => migrateAll(house, options)),
    vacuum: (options) =>
      context.run('animacy.upkeep.vacuum', options, async () => upkeepOf(house.root).vacuum()),
  };
}
