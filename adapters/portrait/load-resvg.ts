import { EngineError } from '../../src/errors';

/** What turns SVG into PNG. */
export type Resvg = typeof import('@resvg/resvg-js');

/**
 * Imports the renderer.
 * @throws EngineError CONFIG_INVALID, with what to install, when it is not there or has no build for this machine
 */
export async function loadResvg(
  load: () => Promise<Resvg> = () => import('@resvg/resvg-js'),
): Promise<Resvg> {
  try {
    return await load();
  } catch (cause) {
    const message = '@resvg/resvg-js cannot be imported: run "npm install @resvg/resvg-js@2".';
    const issues = [{ path: ['@resvg/resvg-js'], message }];
    throw new EngineError('CONFIG_INVALID', message, { issues }, { cause });
  }
}
