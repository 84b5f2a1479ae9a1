import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file so that whoever looks finds the old one or the new one, whole, whenever the process or the machine dies.
 * Synchronous: nothing may change between two of its steps.
 */
export function saveFile(path: string, content: Uint8Array | string): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const unfinished = unfinishedOf(path);
  const file = openSync(unfinished, 'w');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  syncDirectoryOf(path);
}

/** Removes a file and what an unfinished write has left of it. */
export function removeFile(path: string): void {
  rmSync(unfinishedOf(path), { force: true });
  rmSync(path, { force: true });
  syncDirectoryOf(path);
}

/** The bytes of a file; undefined when there is none. */
export function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where a file stands until it is whole. */
export function unfinishedOf(path: string): string {
  return `${path}.unfinished`;
}

function syncDirectoryOf(path: string): void {
  // Windows opens no directories, and needs none of this.
  if (process.platform === 'win32') return;
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
