import type { Collection, StoreUpkeep, Trim } from '../../src/ports';
import type { Link } from './link';
import { packRestorations, packTrims, toRestoreOutcome } from './requests';
import { areKeepable } from './text-fault';

/** The upkeep of what a store keeps in its schema. */
export function createUpkeep(link: Link): StoreUpkeep {
  return {
    collections: () =>
      link.use(async ({ sql, read }) => {
        const rows = await read<{ name: Collection }>(sql.collections);
        // Not by the database, which sorts by bytes: beyond the first 65,536 characters that is another order.
        return rows.map(({ name }) => name).sort();
      }),

    restore: (restorations) =>
      link.use(async ({ sql, write }) => {
        if (restorations.length === 0) return [];
        const rows = await write<{ outcome: string }>(sql.restore, packRestorations(restorations));
        return restorations.map((one, index) => toRestoreOutcome(one, rows[index]?.outcome ?? ''));
      }),

    trim: (trims) =>
      link.use(async ({ sql, write }) => {
        const counts = trims.map(() => 0);
        const possible = [...trims.entries()].flatMap(toPossible);
        if (possible.length === 0) return counts;
        const rows = await write<{ gone: string }>(sql.trim, packTrims(possible));
        for (const [row, { index }] of possible.entries()) counts[index] = Number(rows[row]?.gone);
        return counts;
      }),

    vacuum: () =>
      link.use(async ({ sql, read }) => {
        await read(sql.vacuum);
      }),
  };
}

/** A trim that may find something, with its index in the call. */
function toPossible([index, { stream, beforeSequence }]: [number, Trim]) {
  const before = Math.min(Math.ceil(beforeSequence), Number.MAX_SAFE_INTEGER);
  return before > 1 && areKeepable(stream.collection, stream.id) ? [{ index, stream, before }] : [];
}
