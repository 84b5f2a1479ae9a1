import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { failedAt } from './failures';
import type { Io, Output } from './io';

/** A text file, a line at a time. Only a line feed ends a line: texts in JSON may hold every other break. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  const source = path === '-' ? process.stdin.setEncoding('utf8') : createReadStream(path, 'utf8');
  try {
    for await (const chunk of source as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield `${line}\n`;
    }
  } catch (error) {
    throw failedAt(path, error);
  }
  if (rest !== '') yield rest;
}

/** Writes lines to standard output, no faster than they are read there. */
export async function printLines(
  stdout: Output,
  lines: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  for await (const line of lines) {
    if (!stdout.write(line)) await once(stdout, 'drain', { signal });
  }
}

/** Writes lines to a file, which stands under its name only when it is whole and on the disk. */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      for await (const line of lines) await file.write(line);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** A file to which what was damaged is added, made when there is something to add. */
export interface Quarantine {
  add(line: string): Promise<void>;
  close(): Promise<void>;
}

/** Keeps lines so that they are on the disk before anything is taken out of the store. */
export function openQuarantine(path: string): Quarantine {
  let file: FileHandle | undefined;
  return {
    async add(line) {
      file ??= await open(path, 'a');
      await file.write(line);
      await file.sync();
    },
    async close() {
      await file?.close();
    },
  };
}

/** Shows how many records are done, on a terminal. */
export interface Counter {
  show(done: number): void;
  stop(): void;
}

const SHOW_EVERY = 50;

/** A line on standard error that counts records, where somebody sits in front of it. */
export function createCounter({ stderr }: Io): Counter {
  if (stderr.isTTY !== true) return { show: () => {}, stop: () => {} };
  let isShown = false;
  return {
    show(done) {
      if (done % SHOW_EVERY !== 0) return;
      isShown = true;
      stderr.write(`\r${done} records\u001b[K`);
    },
    stop() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
