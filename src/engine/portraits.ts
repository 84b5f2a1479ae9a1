import { invalid, resolveAuthored } from '../affect/authored';
import type { ImageExtension } from '../constants/media';
import { EngineError, isEngineError } from '../errors';
import { portraitPrompt } from '../expression';
import { updatePersona } from '../persona/persona';
import type { ImageRequest } from '../ports';
import { parseWith } from '../schema/parse';
import { createImageSchema, type PersonaState } from '../schema/persona';
import type { ProjectState } from '../schema/project';
import { putBytes, putState } from './codec';
import type { CallOptions, EngineContext } from './context';
import { extensionOf, imagesOf, newImageId } from './images';
import { orAborted } from './or-aborted';
import { type Persona, personaAnswer } from './persona-answers';
import { findPersona, imageKey, imageParent } from './persona-records';
import { removalOfPortrait } from './project-removal';
import { isCommitted, LOST_RACE, untilWon } from './retry';

/** How many references of style are sent along at most. */
const REFERENCES = 8;

/**
 * Draws a portrait of a persona and makes it the persona's; the one before goes in the same unit.
 * One at a time for each persona. A failure changes nothing.
 * @throws EngineError PROJECT_NOT_FOUND, PERSONA_NOT_FOUND, INPUT_INVALID (no system prompt), IMAGE_PROVIDER_MISSING, IMAGE_GENERATION_FAILED
 */
export async function portraitTurn(
  context: EngineContext,
  projectId: string,
  id: string,
  options: CallOptions | undefined,
): Promise<Persona> {
  const { project, persona } = await findPersona(context, projectId, id);
  if (!persona.state.systemPrompt) {
    throw invalid('the persona', [
      { path: ['systemPrompt'], message: 'Persona must have a system prompt to generate an image' },
    ]);
  }
  const generator = context.imageGenerator;
  refuseWithoutProvider(context, project.state);
  const styles = await imagesOf(context, projectId, 'persona-avatar-styleguide', 4 * REFERENCES);
  // No image model reads a GIF, and one among the references would make every drawing fail.
  const references = styles.filter(({ mediaType }) => mediaType !== 'image/gif').slice(0, REFERENCES);
  const request: ImageRequest = {
    prompt: portraitPrompt(persona.state, references.length > 0),
    references,
    subject: id,
    ...personalityOf(persona.state),
    ...(project.state.imageProvider && { provider: project.state.imageProvider }),
  };
  let bytes: Uint8Array;
  let extension: ImageExtension;
  try {
    const answer = await orAborted(
      Promise.resolve(generator!.generate(request, options?.signal)),
      options?.signal,
    );
    const image = parseWith(
      createImageSchema,
      { bytes: answer.bytes, role: 'persona-avatar' },
      'the drawn image',
    );
    bytes = image.bytes;
    extension = extensionOf(bytes);
  } catch (cause) {
    const atMs = context.now();
    context.emitter.emit({ type: 'portrait.failed', projectId, personaId: id, atMs, error: cause });
    if (options?.signal?.aborted) throw cause;
    const reason = isEngineError(cause) ? `: ${cause.message}` : '';
    throw new EngineError(
      'IMAGE_GENERATION_FAILED',
      `the portrait could not be made${reason}`,
      { id },
      { cause },
    );
  }
  return untilWon(
    id,
    async (lost) => {
      const imageId = newImageId(context, extension, lost);
      // Read anew: the persona may have been edited or deleted while the portrait was drawn, and both count.
      const { persona: now } = await findPersona(context, projectId, id);
      const nowMs = context.now();
      const { persona: next } = updatePersona(now.state, { imageUrl: imageId }, nowMs);
      const replaced = now.state.imageUrl;
      const change = putState('persona', next, now.revision);
      const drawn = putBytes(imageKey(projectId, imageId), imageParent(projectId, 'persona-avatar'), bytes);
      const gone = await removalOfPortrait(context, now.state);
      const [outcome] = await context.store.commit([{ changes: [change, drawn, ...gone], events: [] }]);
      if (!isCommitted(outcome, id)) return LOST_RACE;
      const revision = now.revision + 1;
      context.emitter.emit({
        type: 'portrait.generated',
        projectId,
        personaId: id,
        revision,
        atMs: nowMs,
        imageUrl: imageId,
        ...(replaced !== undefined && { replaced }),
      });
      return personaAnswer(next, revision);
    },
    { signal: undefined, observer: context.observer },
  );
}

function refuseWithoutProvider(context: EngineContext, { id, imageProvider }: ProjectState): void {
  const missing = (message: string) => new EngineError('IMAGE_PROVIDER_MISSING', message, { projectId: id });
  const needed = context.imageGenerator?.needsProvider;
  if (!context.imageGenerator || (needed !== undefined && !imageProvider?.apiKey)) {
    throw missing('No LLM provider configured. Configure one in Settings > LLM Providers.');
  }
  if (needed !== undefined && imageProvider?.provider !== needed) {
    throw missing(
      'Image generation requires an OpenAI provider. Switch to OpenAI in Settings > LLM Providers.',
    );
  }
}

/** The traits of the blueprint, when it says enough of them. */
function personalityOf({ blueprint }: PersonaState): Pick<ImageRequest, 'personality'> {
  if (!blueprint) return {};
  try {
    return { personality: resolveAuthored('the blueprint', blueprint).personality };
  } catch (error) {
    // A blueprint may leave traits open until a character is made of it.
    if (isEngineError(error, 'INPUT_INVALID') || isEngineError(error, 'PRESET_UNKNOWN')) return {};
    throw error;
  }
}
