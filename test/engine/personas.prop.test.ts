import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Persona, UpdatePersonaInput } from '../../src';
import { isEngineError } from '../../src';
import { STORE_KINDS } from '../support/engine-fixtures';
import { recordsOf, setUpPersonas } from '../support/persona-fixtures';

const NAMES = ['Ruth', 'ruth', ' Ruth', 'Zoe\u0301', 'Zo\u00e9', '__proto__', '漢'];
const PROJECTS = ['p', 'q'];

const projects = fc.constantFrom(...PROJECTS);
const names = fc.constantFrom(...NAMES);
const which = fc.nat(7);
const texts = fc.option(fc.constantFrom('', 'a', 'b'), { nil: undefined });
const patches: fc.Arbitrary<UpdatePersonaInput> = fc.record(
  {
    name: names,
    description: fc.constantFrom('', 'a', null),
    headers: fc.constantFrom({}, { A: '1' }, null),
    blueprint: fc.constantFrom({ preset: 'stoic' }, null),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** One thing that is asked of the registry. */
type Step =
  | {
      readonly kind: 'create';
      readonly project: string;
      readonly name: string;
      readonly text?: string | undefined;
    }
  | {
      readonly kind: 'update';
      readonly project: string;
      readonly which: number;
      readonly patch: UpdatePersonaInput;
    }
  | { readonly kind: 'delete'; readonly project: string; readonly which: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), project: projects, name: names, text: texts }),
  fc.record({ kind: fc.constant('update' as const), project: projects, which, patch: patches }),
  fc.record({ kind: fc.constant('delete' as const), project: projects, which }),
);

/** A registry as simple as can be: lists of personas, in the order of their creation. */
class Model {
  readonly personas = new Map<
    string,
    { project: string; fields: Record<string, unknown>; revision: number }
  >();

  holder(project: string, name: string): string | undefined {
    const same = (other: unknown) => (other as string).normalize('NFC') === name.normalize('NFC');
    return [...this.personas].find(([, one]) => one.project === project && same(one.fields['name']))?.[0];
  }

  listed(project: string) {
    return [...this.personas]
      .filter(([, one]) => one.project === project)
      .map(([id, { fields, revision }]) => ({ id, projectId: project, ...fields, revision }));
  }

  update(id: string, patch: UpdatePersonaInput): void {
    const persona = this.personas.get(id)!;
    const fields = { ...persona.fields };
    for (const [key, value] of Object.entries(patch)) {
      if (value === null) delete fields[key];
      else if (value !== undefined) fields[key] = value;
    }
    const isSame = JSON.stringify(sorted(fields)) === JSON.stringify(sorted(persona.fields));
    if (!isSame) this.personas.set(id, { ...persona, fields, revision: persona.revision + 1 });
  }
}

function sorted(fields: Record<string, unknown>) {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}

function bare({ createdAt, updatedAt, ...persona }: Persona) {
  expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
  return persona;
}

describe.each(STORE_KINDS)('personas over $kind', (kind) => {
  it('do what a list of them would do, whatever is asked in whatever order', async () => {
    const { engine, store } = await setUpPersonas(kind);
    await engine.projects.create({ id: 'q', name: 'Shop' });
    await fc.assert(
      fc
        .asyncProperty(fc.array(steps, { maxLength: 25 }), async (plan) => {
          const model = new Model();
          // Every persona that was ever there in this run, those that are gone as well.
          const ids: string[] = [];
          for (const step of plan) {
            const personas = engine.personas(step.project);
            const id = step.kind === 'create' ? '' : (ids[step.which % ids.length] ?? 'nobody');
            const known = model.personas.get(id)?.project === step.project;
            if (step.kind === 'delete') {
              expect(await personas.delete(id)).toEqual({ deleted: known, id });
              if (known) model.personas.delete(id);
            } else if (step.kind === 'create') {
              const { name, text } = step;
              const holder = model.holder(step.project, name);
              const made = await outcomeOf(personas.create({ name, description: text }));
              if (holder !== undefined) expect(made).toBe('NAME_TAKEN');
              else {
                const fields = { name, ...(text !== undefined && { description: text }) };
                model.personas.set((made as Persona).id, { project: step.project, fields, revision: 1 });
                ids.push((made as Persona).id);
              }
            } else {
              const { name } = step.patch;
              const holder = name === undefined ? undefined : model.holder(step.project, name);
              const isTaken = known && holder !== undefined && holder !== id;
              const updated = await outcomeOf(personas.update(id, step.patch));
              if (!known) expect(updated).toBe('PERSONA_NOT_FOUND');
              else if (isTaken) expect(updated).toBe('NAME_TAKEN');
              else model.update(id, step.patch);
            }
          }
          for (const project of PROJECTS) {
            const personas = engine.personas(project);
            const { personas: listed } = await personas.list({ limit: 100 });
            expect(listed.map(bare)).toStrictEqual(model.listed(project));
            for (const name of NAMES)
              expect((await personas.getByName(name))?.id).toBe(model.holder(project, name));
            const { missing } = await personas.resolveMany(ids);
            expect(missing).toEqual(ids.filter((id) => model.personas.get(id)?.project !== project));
          }
        })
        .beforeEach(async () => {
          for (const project of PROJECTS) {
            const personas = engine.personas(project);
            for (const { id } of (await personas.list({ limit: 100 })).personas) await personas.delete(id);
          }
          // Nothing of a run is left.
          expect(await recordsOf(store)).toHaveLength(PROJECTS.length);
        }),
      { numRuns: kind.kind === 'memory' ? 200 : 40 },
    );
  });
});

async function outcomeOf(call: Promise<Persona>): Promise<Persona | string> {
  try {
    return await call;
  } catch (error) {
    if (isEngineError(error)) return error.code;
    throw error;
  }
}
