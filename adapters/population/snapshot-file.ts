import {
  mismatch,
  ordinaryParts,
  type PackedSource,
  type Population,
  populationOf,
  type RestoreOptions,
  restoreState,
} from '../../src/population';

/**
 * Saves a population to a file, all of it or nothing: the bytes of `toBytes` go to a file beside it, to the disk, and then take its place. They
 * are those of the moment of the call, whatever happens to the population while they are written.
 *
 * @example
 * await saveSnapshot(city, 'saves/city.population');
 *
 * @throws what the file system throws, as it is; then what stood at the path stands there still
 */
export async function saveSnapshot(population: Population, path: string): Promise<void> {
  const bytes = population.toBytes();
  const { open, rename, rm } = await import('node:fs/promises');
  const { dirname } = await import('node:path');
  const beside = `${path}.${crypto.randomUUID()}.tmp`;
  const file = await open(beside, 'wx');
  try {
    try {
      // In one piece where that can be: `writeFile` goes to the disk and back for every half megabyte.
      for (let done = 0; done < bytes.length; ) {
        done += (await file.write(bytes, done, bytes.length - done)).bytesWritten;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  // Windows has no handle of a folder, and does without.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Makes a population of what {@link saveSnapshot} has written, or of a file with the bytes of `toBytes`. Its columns are read to where they
 * stay, so that nothing is held twice.
 *
 * @throws EngineError SNAPSHOT_MISMATCH and INPUT_INVALID as `restorePopulation`; what the file system throws, as it is
 */
export async function restoreSnapshot(path: string, options: RestoreOptions = {}): Promise<Population> {
  const { closeSync, fstatSync, openSync, readSync } = await import('node:fs');
  const file = openSync(path, 'r');
  try {
    const source: PackedSource = {
      length: fstatSync(file).size,
      read(at, into) {
        for (let done = 0; done < into.length; ) {
          const count = readSync(file, into, done, into.length - done, at + done);
          if (count === 0) throw mismatch('it became shorter while it was read');
          done += count;
        }
      },
    };
    return populationOf(restoreState(source, options, ordinaryParts));
  } finally {
    closeSync(file);
  }
}
