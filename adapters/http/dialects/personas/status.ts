import { version } from '../../../../package.json';
import { type Operation, ok, operation } from '../../operation';
import { statusSchema } from './wire-projects';

/** Whether the server is there; asked without a key. */
export const statusOperations: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/api/status',
    id: 'getStatus',
    summary: 'Whether the server is there',
    isOpen: true,
    answers: { 200: { description: 'It is', schema: statusSchema } },
    async handle() {
      const timestamp = new Date().toISOString();
      return ok({ name: 'animacy', version, status: 'ok', timestamp, node: runtime() });
    },
  }),
];

// The member must be there, but which patch of Node answers is nobody's business who has shown no key.
function runtime(): string {
  return typeof process === 'undefined' ? '' : (/^v\d+/.exec(process.version)?.[0] ?? '');
}
