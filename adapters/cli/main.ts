#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { workForHand } from '../simulation';
import { processIo } from './io';
import { run } from './program';

// The program is one file, so the threads of a simulation start it again.
if (!isMainThread) workForHand();
else {
  // Not process.exit: what has been written must still reach the one who reads it.
  void run(process.argv.slice(2), processIo()).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
