#!/usr/bin/env node
import { processIo } from './io';
import { run } from './program';

// Not process.exit: what has been written must still reach the one who reads it.
void run(process.argv.slice(2), processIo()).then((exitCode) => {
  process.exitCode = exitCode;
});
