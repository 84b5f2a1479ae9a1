import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import type { HttpHandler } from '../../adapters/http';
import type { Appraisal, Engine } from '../../src';
import { findMisfits } from './http-personality-shapes';

/** What a walk through the personality dialect needs. */
export interface WalkGround {
  readonly handler: HttpHandler;
  /** The engine behind the handler. */
  readonly engine: Engine;
  /** Moves the engine's clock on. */
  advance(seconds: number): void;
  /** Whether errors carry what clients read beyond the standard. */
  readonly isExtended: boolean;
}

/** Who is walked through. Scores are from 0 to 100. */
export interface WalkedAgent {
  readonly name: string;
  readonly big5: Readonly<Record<string, number>>;
  readonly dimensions: Readonly<Record<string, number>>;
  readonly mood: Readonly<Record<'valence' | 'arousal' | 'tension' | 'affiliation', number>>;
  readonly events: readonly Appraisal[];
}

/** What a walk came to. */
export interface WalkReport {
  /** How many requests were made. */
  readonly requests: number;
  /** Which operations answered with success, by method and path. */
  readonly answered: ReadonlySet<string>;
  /** Everything that was not as it should be; nothing when all was well. */
  readonly problems: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a walk looks at answers of every shape
  readonly body: any;
}

/** What each operation answers by the contract. */
const SHAPE_OF: Readonly<Record<string, string>> = {
  'post /api/v1/agents/personalities/batch': 'BatchPersonalityResponse',
  'get /api/v1/agents/{agentId}/personality': 'PersonalityResponse',
  'put /api/v1/agents/{agentId}/personality': 'UpdatePersonalityOutputBody',
  'patch /api/v1/agents/{agentId}/personality': 'UpdatePersonalityOutputBody',
  'get /api/v1/agents/{agentId}/personality/recent-shifts': 'RecentShifts',
  'get /api/v1/agents/{agentId}/personality/significant-moments': 'SignificantMoments',
  'get /api/v1/agents/{agentId}/personality/users': 'UserOverlayList',
  'get /api/v1/agents/{agentId}/personality/users/{userId}': 'UserOverlayDetail',
  'get /api/v1/agents/{agentId}/timemachine': 'TimeMachine',
  'get /api/v1/agents/{agentId}/mood': 'MoodResponse',
  'put /api/v1/agents/{agentId}/mood': 'MoodResponse',
  'get /api/v1/agents/{agentId}/mood-history': 'MoodHistory',
  'get /api/v1/agents/{agentId}/mood/aggregate': 'MoodAggregate',
  'post /api/v1/agents': 'AgentDetail',
  'get /api/v1/agents': 'AgentPage',
  'get /api/v1/agents/{agentId}': 'AgentDetail',
  'delete /api/v1/agents/{agentId}': 'Deleted',
};

/** The operations that a walk answers for. */
export const WALKED_OPERATIONS: readonly string[] = Object.keys(SHAPE_OF);

/**
 * Walks through every operation of the personality dialect and holds each answer against the dialect's own document, against the
 * contract's list of members and, where numbers must agree, against each other.
 */
export async function walkPersonalityApi(ground: WalkGround, agent: WalkedAgent): Promise<WalkReport> {
  const { handler, engine, advance } = ground;
  const problems: string[] = [];
  const answered = new Set<string>();
  const validator = await createValidator(handler);
  let requests = 0;

  async function ask(method: string, path: string, body?: unknown, type?: string): Promise<Answer> {
    requests += 1;
    const response = await handler(
      new Request(`http://localhost${path}`, {
        method,
        headers: { 'content-type': type ?? 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const answer = { status: response.status, body: JSON.parse(text) as unknown };
    const operation = validator.operationAt(method, path);
    if (operation && response.ok) answered.add(operation);
    const kind = response.ok ? SHAPE_OF[operation ?? ''] : ground.isExtended ? 'ExtendedProblem' : 'Problem';
    const misfits = [
      ...(operation ? validator.misfitsOf(operation, response, answer.body) : []),
      ...findMisfits(kind ?? 'unknown', answer.body),
    ];
    problems.push(...misfits.map((misfit) => `${method} ${path} ${answer.status}: ${misfit}`));
    return answer;
  }

  function expectStatus(what: string, { status, body }: Answer, wanted: number): void {
    if (status !== wanted) problems.push(`${what}: ${status} instead of ${wanted}: ${JSON.stringify(body)}`);
  }

  const made = await ask('POST', '/api/v1/agents', { name: agent.name, big5: agent.big5 });
  expectStatus('creating', made, 200);
  const id = String(made.body.agent_id);
  const named = `/api/v1/agents/${encodeURIComponent(agent.name)}`;
  const known = `/api/v1/agents/${id}`;

  await liveThrough(engine, id, agent.events, advance);
  for (const path of [named, known]) {
    expectStatus(`PUT ${path}`, await ask('PUT', `${path}/mood?user_id=ada`, agent.mood), 200);
    for (const rest of READS) expectStatus(`GET ${path}${rest}`, await ask('GET', path + rest), 200);
  }
  expectStatus('PUT', await ask('PUT', `${known}/personality`, { dimensions: agent.dimensions }), 200);
  advance(60);
  expectStatus('PATCH', await ask('PATCH', `${known}/personality`, { big5: agent.big5 }), 200);

  const history = await ask('GET', `${known}/personality?history_limit=1000`);
  checkEvolution(history.body.evolution, problems);
  const batch = await ask('POST', '/api/v1/agents/personalities/batch', {
    agent_ids: [id, agent.name, 'nobody'],
  });
  expectStatus('batch', batch, 200);
  const entry = batch.body.personalities[id];
  if (entry?.evolution_count !== history.body.evolution.length) problems.push('evolution_count is another');
  if (JSON.stringify(entry?.profile) !== JSON.stringify(history.body.profile))
    problems.push('profiles differ');
  const at = encodeURIComponent(made.body.created_at);
  const past = await ask('GET', `${known}/timemachine?at=${at}&user_id=ada`);
  checkTimeMachine(past.body, history.body, problems);

  const refusals: readonly (readonly [number, string, string, unknown?, string?])[] = [
    [404, 'GET', '/api/v1/agents/nobody/personality'],
    [404, 'GET', `${known}/personality/users/nobody`],
    [404, 'GET', '/api/v1/elsewhere'],
    [405, 'DELETE', `${known}/personality`],
    [400, 'PUT', `${known}/personality`, ''],
    [400, 'PUT', `${known}/personality`, '{'],
    [415, 'PUT', `${known}/personality`, '{}', 'text/plain'],
    [422, 'PUT', `${known}/personality`, { big5: { openness: 1, foo: 2 } }],
    [422, 'PUT', `${known}/mood`, { ...agent.mood, tension: 101 }],
    [422, 'GET', `${known}/personality?history_limit=abc`],
    [422, 'GET', `${known}/timemachine`],
  ];
  for (const [status, method, path, body, type] of refusals) {
    expectStatus(`${method} ${path}`, await ask(method, path, body, type), status);
  }
  expectStatus('listing', await ask('GET', '/api/v1/agents?include_count=true&page_size=1'), 200);
  expectStatus('deleting', await ask('DELETE', known), 200);
  expectStatus('deleted', await ask('GET', known), 404);
  return { requests, answered, problems };
}

const READS = [
  '',
  '/personality',
  '/personality?history_limit=1&since=2000-01-01',
  '/personality/recent-shifts',
  '/personality/significant-moments?limit=3',
  '/personality/users',
  '/personality/users/ada',
  '/mood',
  '/mood?user_id=ada',
  '/mood?user_id=ada&instance_id=i1',
  '/mood-history?limit=5',
  '/mood-history?user_id=bob',
  '/mood/aggregate?days=3',
] as const;

/** Days with two users, and what they taught. */
async function liveThrough(
  engine: Engine,
  characterId: string,
  events: readonly Appraisal[],
  advance: (seconds: number) => void,
): Promise<void> {
  const ada = await engine.sessions.create({ characterId, userId: 'ada' });
  const bob = await engine.sessions.create({ characterId, userId: 'bob' });
  for (const [i, appraisal] of events.entries()) {
    await engine.sessions.perceive((i % 2 === 0 ? ada : bob).id, { appraisal });
    advance(40_000);
  }
  await engine.characters.observe(characterId, [
    { trait: 'compassion', value: 0.9, weight: 3, reasoning: 'kind', userId: 'ada', trigger: 'conversation' },
    { trait: 'honestyHumility', value: 0.1, weight: 2, trigger: 'event' },
  ]);
  await engine.sessions.consolidate(ada.id);
  await engine.sessions.consolidate(bob.id);
}

function checkEvolution(evolution: readonly Json[], problems: string[]): void {
  if (evolution.length === 0) problems.push('nothing has changed');
  for (const [i, one] of evolution.entries()) {
    const delta = Number(one['new_value']) - Number(one['old_value']);
    if (one['delta'] !== delta || one['applied_delta'] !== delta) problems.push(`delta ${i} does not add up`);
    const before = evolution[i + 1];
    if (before && String(before['timestamp']) > String(one['timestamp']))
      problems.push(`delta ${i} is older`);
  }
}

function checkTimeMachine(past: Json, now: Json, problems: string[]): void {
  const profile = now['profile'] as Json;
  if (JSON.stringify(past['current_personality']) !== JSON.stringify(profile['big5'])) {
    problems.push('the time machine knows another present');
  }
}

/** Holds answers against the dialect's own document. */
interface Validator {
  /** The operation at a path, as `get /api/v1/agents/{agentId}`. */
  operationAt(method: string, path: string): string | undefined;
  misfitsOf(operation: string, response: Response, body: unknown): readonly string[];
}

async function createValidator(handler: HttpHandler): Promise<Validator> {
  const response = await handler(new Request('http://localhost/openapi/personality.json'));
  const document = (await response.json()) as { paths: Record<string, Record<string, OperationObject>> };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
  ajv.addSchema(document, 'document');
  const compiled = new Map<string, ValidateFunction>();
  const patterns = Object.keys(document.paths).map((path) => ({
    path,
    // What names a path outright comes before what only fits it.
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  patterns.sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  return {
    operationAt(method, url) {
      const { pathname } = new URL(url, 'http://localhost');
      const found = patterns.find(({ pattern }) => pattern.test(pathname))?.path;
      const verb = method.toLowerCase();
      return found !== undefined && document.paths[found]![verb] ? `${verb} ${found}` : undefined;
    },
    misfitsOf(operation, { status, headers }, body) {
      const [verb, path] = operation.split(' ') as [string, string];
      const { responses } = document.paths[path]![verb]!;
      const key = responses[status] ? String(status) : 'default';
      const type = headers.get('content-type')!.split(';')[0]!;
      if (!responses[key]!.content?.[type]) return [`${type} is not in the document`];
      const place = ['paths', path, verb, 'responses', key, 'content', type, 'schema'];
      const ref = `document#/${place.map((part) => encodeURIComponent(part.replaceAll('/', '~1'))).join('/')}`;
      const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
      compiled.set(ref, validate);
      return validate(body) ? [] : [ajv.errorsText(validate.errors)];
    },
  };
}

interface OperationObject {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
