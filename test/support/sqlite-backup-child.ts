// A process of its own that copies the file of a store again and again until it is killed, and prints a line for each copy:
//   <path> <to>
import { writeSync } from 'node:fs';
import { backupSqlite } from '../../adapters/sqlite';

const [path = '', to = ''] = process.argv.slice(2);
for (;;) {
  writeSync(1, 'begun\n');
  await backupSqlite({ path }, to, { overwrite: true });
  writeSync(1, 'made\n');
}
