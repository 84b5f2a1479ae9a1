import { idSchema, isId } from '../schema/guards';
import { parseWith } from '../schema/parse';

/** An id that a caller hands in. @throws EngineError INPUT_INVALID when it is none */
export function checkId(id: string): string {
  return isId(id) ? id : parseWith(idSchema, id, 'id');
}
