/** One line of the table: experiment, fault, what is done, rounds, what was found, seconds. */
export type Line = readonly [
  id: string,
  fault: string,
  done: string,
  rounds: string,
  found: string,
  seconds: string,
];

const BEGIN = '<!-- faults: begin -->';
const END = '<!-- faults: end -->';
const HEAD = '| | fault | what is done | rounds | what was found | seconds |\n|---|---|---|--:|---|--:|';

/**
 * Puts lines into the table of a page; those of experiments that were not run stay as they are.
 * @param order the ids of all experiments, in the order of the table
 * @throws Error when the page has no place for the table
 */
export function updatePage(page: string, lines: readonly Line[], order: readonly string[]): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the page has no place between "${BEGIN}" and "${END}"`);
  const rows = new Map<string, string>();
  for (const row of page.slice(from, to).split('\n')) {
    const id = /^\| (\w+) \|/.exec(row)?.[1];
    if (id !== undefined) rows.set(id, row);
  }
  for (const line of lines) rows.set(line[0], `| ${line.map(escapeCell).join(' | ')} |`);
  const table = order.flatMap((id) => rows.get(id) ?? []);
  return `${page.slice(0, from)}${BEGIN}\n${[HEAD, ...table].join('\n')}\n${page.slice(to)}`;
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
