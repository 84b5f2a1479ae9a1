import { z } from 'zod';
import type { AnswerSpec, Reply } from '../../operation';

/** The newer API wraps everything that goes well: `{ result }`. */
export function result(value: unknown, status = 200): Reply {
  return { status, body: { result: value } };
}

/** The OpenAPI side of {@link result}. */
export function resultSpec(
  description: string,
  schema: z.ZodType,
  status = 200,
): Readonly<Record<number, AnswerSpec>> {
  return { [status]: { description, schema: z.strictObject({ result: schema }) } };
}
