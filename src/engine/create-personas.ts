import { EngineError } from '../errors';
import { freezeDeep } from '../immutable/freeze';
import { createPersona, updatePersona } from '../persona/persona';
import { mergeHeaders } from '../persona/request-headers';
import { parseWith } from '../schema/parse';
import { createPersonaSchema, displayName, headersSchema, updatePersonaSchema } from '../schema/persona';
import {
  batchIdsSchema,
  deletePersonaSchema,
  nextMessageSchema,
  renderPromptSchema,
} from '../schema/personas-api';
import { checkId } from './check-id';
import { nameKey, putState, readState } from './codec';
import type { EngineContext } from './context';
import { readPage } from './pages';
import { type Persona, personaAnswer } from './persona-answers';
import { nextMessageTurn, renderPromptFor } from './persona-prompts';
import { findPersona, findProject, lookForPersona, projectKey } from './persona-records';
import type { Personas } from './personas';
import { portraitTurn } from './portraits';
import { leaveIfGone, removePersona } from './project-removal';
import { refuseHeaders, refuseStale } from './projects';
import type { Records } from './records';
import { isCommitted, LOST_RACE, untilWon } from './retry';

/** The personas of a project. */
export function createPersonas(context: EngineContext, records: Records, projectId: string): Personas {
  const { store, emitter, observer, drawings, turnstile } = context;
  const find = (id: string) => findPersona(context, projectId, checkId(id));

  const look = async (id: string) => (await lookForPersona(context, projectId, id)).persona;

  const nameTaken = (name: string) =>
    new EngineError('NAME_TAKEN', `Persona with name "${name}" already exists`, {
      collection: 'persona',
      name,
    });

  return {
    create: (input, options) =>
      context.run('animacy.personas.create', options, async () => {
        const parsed = parseWith(createPersonaSchema, input, 'the persona');
        refuseHeaders('the persona', parsed.headers);
        const attempt = async (lost: number): Promise<Persona | typeof LOST_RACE> => {
          await findProject(context, projectId);
          const nowMs = context.now();
          const persona = createPersona({
            ...parsed,
            id: context.newId(nowMs, lost),
            projectId,
            nowMs,
          });
          const [outcome] = await store.commit([{ changes: [putState('persona', persona, 0)], events: [] }]);
          if (outcome?.status === 'taken') throw nameTaken(persona.name);
          if (!isCommitted(outcome, persona.id)) return LOST_RACE;
          await leaveIfGone(context, projectId, () =>
            removePersona(context, projectId, persona.id, 'detach'),
          );
          const { id, name } = persona;
          emitter.emit({
            type: 'persona.created',
            projectId,
            personaId: id,
            revision: 1,
            atMs: nowMs,
            name,
          });
          return personaAnswer(persona, 1);
        };
        const turn = () => untilWon('a new persona', attempt, { signal: options?.signal, observer });
        return turnstile.pass(projectKey(projectId), turn, options?.signal);
      }),
    get: (id, options) =>
      context.run('animacy.personas.get', options, async () => {
        const found = await look(checkId(id));
        return found && personaAnswer(found.state, found.revision);
      }),
    getByName: (name, options) =>
      context.run('animacy.personas.getByName', options, async () => {
        const checked = parseWith(displayName, name, 'name');
        await findProject(context, projectId);
        const [record] = await store.find([
          { collection: 'persona', parent: projectId, name: nameKey(checked) },
        ]);
        return record && personaAnswer(readState('persona', record), record.revision);
      }),
    list: (input, options) =>
      context.run('animacy.personas.list', options, async () => {
        await findProject(context, projectId);
        const place = { collection: 'persona', parent: projectId } as const;
        const { items, next } = await readPage(store, place, input, (record) =>
          personaAnswer(readState('persona', record), record.revision),
        );
        return { personas: items, ...next };
      }),
    update: (id, input, options) =>
      context.run('animacy.personas.update', options, () => {
        const patch = parseWith(updatePersonaSchema, input, 'the persona');
        refuseHeaders('the persona', patch.headers);
        const turn = () =>
          untilWon(
            id,
            async () => {
              const { persona: loaded } = await find(id);
              refuseStale(id, loaded.revision, options);
              const nowMs = context.now();
              const { persona, changed } = updatePersona(loaded.state, patch, nowMs);
              if (changed.length === 0) return personaAnswer(loaded.state, loaded.revision);
              const [outcome] = await store.commit([
                { changes: [putState('persona', persona, loaded.revision)], events: [] },
              ]);
              if (outcome?.status === 'taken') throw nameTaken(persona.name);
              if (!isCommitted(outcome, id)) return LOST_RACE;
              const revision = loaded.revision + 1;
              emitter.emit({
                type: 'persona.updated',
                projectId,
                personaId: id,
                revision,
                atMs: nowMs,
                changed,
              });
              return personaAnswer(persona, revision);
            },
            { signal: options?.signal, observer },
          );
        // Edits of one record take turns: many at once must not wear each other's attempts out.
        return turnstile.pass(`edit:${id}`, turn, options?.signal);
      }),
    delete: (id, input, options) =>
      context.run('animacy.personas.delete', options, async () => {
        const checked = checkId(id);
        const { characters: policy } = parseWith(deletePersonaSchema, input ?? {}, 'the deletion');
        await findProject(context, projectId);
        const removed = await removePersona(context, projectId, checked, policy, options?.signal);
        if (removed) {
          emitter.emit({
            type: 'persona.deleted',
            projectId,
            personaId: checked,
            ...removed,
            atMs: context.now(),
          });
        }
        return { deleted: removed !== undefined, id: checked };
      }),
    resolveMany: (ids, options) =>
      context.run('animacy.personas.resolveMany', options, async () => {
        const checked = parseWith(batchIdsSchema, ids, 'ids');
        await findProject(context, projectId);
        const found = await store.load(checked.map((id) => ({ collection: 'persona', id })));
        const personas: Persona[] = [];
        const missing: string[] = [];
        found.forEach((record, i) => {
          const state = record && readState('persona', record);
          if (state?.projectId === projectId) personas.push(personaAnswer(state, record!.revision));
          else missing.push(checked[i]!);
        });
        return { personas, missing };
      }),
    snapshot: (id, options) =>
      context.run('animacy.personas.snapshot', options, async () => {
        const { persona } = await find(id);
        return freezeDeep(personaAnswer(persona.state, persona.revision));
      }),
    requestHeaders: (id, base, options) =>
      context.run('animacy.personas.requestHeaders', options, async () => {
        const given = parseWith(headersSchema, base ?? {}, 'base');
        const { project, persona } = await find(id);
        return mergeHeaders(mergeHeaders(given, project.state.headers ?? {}), persona.state.headers ?? {});
      }),
    renderPrompt: (id, input, options) =>
      context.run('animacy.personas.renderPrompt', options, async () => {
        const parsed = parseWith(renderPromptSchema, input, 'the prompt');
        const { persona } = await find(id);
        return renderPromptFor(context, records, persona.state, parsed);
      }),
    nextMessage: (id, input, options) =>
      context.run('animacy.personas.nextMessage', options, async () => {
        const parsed = parseWith(nextMessageSchema, input, 'the message');
        const { persona } = await find(id);
        return nextMessageTurn(context, records, persona.state, parsed, options);
      }),
    generateImage: (id, options) =>
      context.run('animacy.personas.generateImage', options, async () => {
        const checked = checkId(id);
        // Whoever may not ask is told so, even while it is being drawn for somebody who may.
        await find(checked);
        // One drawing at a time for each persona: whoever asks meanwhile gets that one, and nobody pays twice.
        const drawn = await drawings.join(
          checked,
          () => portraitTurn(context, projectId, checked, options),
          options?.signal,
        );
        return structuredClone(drawn);
      }),
  };
}
