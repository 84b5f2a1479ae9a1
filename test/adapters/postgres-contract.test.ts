import { describe, it } from 'vitest';
import { storeContract } from '../../src/testing';
import { createRecycler, useServer } from '../support/postgres-fixtures';
import { WHY_NO_POSTGRES } from '../support/postgres-server';

describe.skipIf(WHY_NO_POSTGRES)(WHY_NO_POSTGRES ?? 'on a server', () => {
  // Nothing here outlives the server, so nothing has to reach a disk.
  const { sharedPool } = useServer(['fsync=off', 'synchronous_commit=off']);
  let recycler: ReturnType<typeof createRecycler> | undefined;
  const recycled = () => {
    recycler ??= createRecycler(sharedPool());
    return recycler;
  };

  storeContract(
    { describe, it },
    { name: 'postgres', open: () => recycled().open(), reopen: () => recycled().reopen() },
  );
});
