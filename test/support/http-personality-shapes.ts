/**
 * What the answers of the personality dialect are made of, member by member, written down from the contract and not from the schemas
 * that the code is checked with. A name that ends in `?` may be absent; nothing else may be there.
 */
const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BatchPersonalityResponse: { personalities: 'map BatchPersonalityEntry' },
  BatchPersonalityEntry: { profile: 'PersonalityProfile', evolution_count: 'integer' },
  PersonalityResponse: { profile: 'PersonalityProfile', evolution: 'list PersonalityDelta' },
  UpdatePersonalityOutputBody: { success: 'true' },
  PersonalityProfile: {
    agent_id: 'string',
    name: 'string',
    gender: 'string',
    created_at: 'instant',
    temperature: 'number',
    big5: 'Big5Assessment',
    dimensions: 'PersonalityDimensions',
    preferences: 'InteractionPreferences',
    behaviors: 'BehavioralTraits',
    speech_patterns: 'list string',
    true_interests: 'list string',
    true_dislikes: 'list string',
    primary_traits: 'list string',
    'avatar_url?': 'string',
    'bio?': 'string',
    'personality_prompt?': 'string',
    'emotional_tendencies?': 'map number',
    'trait_precisions?': 'map TraitPrecision',
  },
  Big5Assessment: {
    openness: 'Big5Trait',
    conscientiousness: 'Big5Trait',
    extraversion: 'Big5Trait',
    agreeableness: 'Big5Trait',
    neuroticism: 'Big5Trait',
  },
  Big5Trait: { score: 'score', confidence: 'fraction', 'level?': 'string', 'facets?': 'list string' },
  PersonalityDimensions: {
    intellect: 'score',
    aesthetic: 'score',
    industriousness: 'score',
    orderliness: 'score',
    enthusiasm: 'score',
    assertiveness: 'score',
    compassion: 'score',
    politeness: 'score',
    withdrawal: 'score',
    volatility: 'score',
  },
  InteractionPreferences: {
    conversation_pace: 'string',
    formality: 'string',
    humor_style: 'string',
    emotional_expression: 'string',
  },
  BehavioralTraits: {
    response_length: 'string',
    question_frequency: 'string',
    empathy_style: 'string',
    conflict_approach: 'string',
  },
  TraitPrecision: { precision: 'number', observation_count: 'integer', last_updated_at: 'instant' },
  PersonalityDelta: {
    trait_category: 'string',
    trait_name: 'string',
    trigger_type: 'string',
    old_value: 'score',
    new_value: 'score',
    delta: 'number',
    timestamp: 'instant',
    'proposed_delta?': 'number',
    'applied_delta?': 'number',
    'dampening_factor?': 'fraction',
    'prediction_error?': 'number',
    'prior_precision?': 'number',
    'posterior_precision?': 'number',
    'confidence?': 'fraction',
    'is_significant_moment?': 'boolean',
    'reasoning?': 'string',
    'user_id?': 'string',
  },
  UserOverlayResponse: {
    agent_id: 'string',
    user_id: 'string',
    big5: 'Big5Assessment',
    dimensions: 'PersonalityDimensions',
    preferences: 'InteractionPreferences',
    behaviors: 'BehavioralTraits',
    primary_traits: 'list string',
    created_at: 'instant',
    updated_at: 'instant',
  },
  UserOverlayList: { overlays: 'list UserOverlayResponse' },
  UserOverlayDetail: {
    overlay: 'UserOverlayResponse',
    base: 'PersonalityProfile',
    evolution: 'list PersonalityDelta',
  },
  RecentShifts: { shifts: 'list RecentShift' },
  RecentShift: {
    trait_name: 'string',
    direction: 'string',
    magnitude: 'string',
    timeframe_days: 'integer',
    trigger_types: 'list string',
    'reasoning?': 'string',
    'timestamp?': 'instant',
  },
  SignificantMoments: { moments: 'list SignificantMoment' },
  SignificantMoment: {
    description: 'string',
    reasoning: 'string',
    trigger_type: 'string',
    created_at: 'instant',
    'emotional_impact?': 'string',
    'location?': 'string',
    'partner_name?': 'string',
    'traits_affected?': 'list string',
  },
  TimeMachine: {
    requested_at: 'instant',
    personality_at: 'Big5Assessment',
    current_personality: 'Big5Assessment',
    evolution_events: 'list PersonalityDelta',
    mood_at: 'LabelledMood',
  },
  LabelledMood: {
    valence: 'score',
    arousal: 'score',
    tension: 'score',
    affiliation: 'score',
    label: 'string',
  },
  MoodResponse: { mood: 'MoodState' },
  MoodState: {
    agent_id: 'string',
    'user_id?': 'string',
    valence: 'score',
    arousal: 'score',
    tension: 'score',
    affiliation: 'score',
    label: 'string',
    baseline_valence: 'score',
    baseline_arousal: 'score',
    baseline_tension: 'score',
    baseline_affiliation: 'score',
    user_baseline_valence: 'score',
    user_baseline_arousal: 'score',
    user_baseline_tension: 'score',
    user_baseline_affiliation: 'score',
    created_at: 'instant',
    updated_at: 'instant',
    last_decay_at: 'instant',
    last_interaction_at: 'instant',
  },
  MoodHistory: { entries: 'list MoodEntry' },
  MoodEntry: {
    timestamp: 'instant',
    valence: 'score',
    arousal: 'score',
    tension: 'score',
    affiliation: 'score',
    'label?': 'string',
    'trigger_type?': 'string',
    'trigger_reason?': 'string',
    'delta_valence?': 'number',
    'delta_arousal?': 'number',
    'delta_tension?': 'number',
    'delta_affiliation?': 'number',
  },
  MoodAggregate: {
    valence: 'score',
    arousal: 'score',
    tension: 'score',
    affiliation: 'score',
    label: 'string',
    user_count: 'integer',
    days_window: 'integer',
  },
  AgentDetail: {
    agent_id: 'string',
    tenant_id: 'string',
    owner_user_id: 'string',
    created_at: 'instant',
    instance_count: 'integer',
    is_active: 'boolean',
    'name?': 'string',
    'gender?': 'string',
    'bio?': 'string',
    'avatar_url?': 'string',
    'personality_prompt?': 'string',
    'speech_patterns?': 'list string',
    'true_interests?': 'list string',
    'true_dislikes?': 'list string',
    'primary_traits?': 'list string',
    'big5?': 'Big5Assessment',
    'dimensions?': 'PersonalityDimensions',
    'preferences?': 'InteractionPreferences',
    'behaviors?': 'BehavioralTraits',
    'project_id?': 'string',
    'owner_display_name?': 'string',
  },
  AgentIndex: {
    agent_id: 'string',
    tenant_id: 'string',
    owner_user_id: 'string',
    created_at: 'instant',
    instance_count: 'integer',
    is_active: 'boolean',
    'name?': 'string',
    'project_id?': 'string',
    'owner_display_name?': 'string',
  },
  AgentPage: {
    items: 'list AgentIndex',
    has_more: 'boolean',
    'next_cursor?': 'string',
    'total_count?': 'integer',
  },
  Deleted: { success: 'boolean', status: 'string', deleted: 'map integer', errors: 'list string' },
  Problem: {
    'type?': 'string',
    title: 'string',
    status: 'integer',
    detail: 'string',
    'instance?': 'string',
    'errors?': 'list ProblemIssue',
  },
  ProblemIssue: { 'location?': 'string', 'message?': 'string', 'value?': 'anything' },
  ExtendedProblem: {
    'type?': 'string',
    title: 'string',
    status: 'integer',
    detail: 'string',
    'instance?': 'string',
    error: 'string',
    message: 'string',
    'errors?': 'list ExtendedProblemIssue',
  },
  ExtendedProblemIssue: {
    'location?': 'string',
    'message?': 'string',
    'value?': 'anything',
    field: 'string',
  },
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  anything: () => true,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isSafeInteger(value),
  score: (value) => typeof value === 'number' && value >= 0 && value <= 100,
  fraction: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  instant: (value) => typeof value === 'string' && INSTANT.test(value),
};

/** What is wrong with a value that is to be of a kind or a shape; nothing when it is. */
export function findMisfits(kind: string, value: unknown, at: string = kind): readonly string[] {
  const [, wrapper, inner] = /^(list|map) (.*)$/.exec(kind) ?? [];
  if (wrapper === 'list') {
    if (!Array.isArray(value)) return [`${at} is no list`];
    return value.flatMap((one, i) => findMisfits(inner!, one, `${at}[${i}]`));
  }
  const isOfKind = KINDS[kind];
  if (isOfKind) return isOfKind(value) ? [] : [`${at} is no ${kind}: ${JSON.stringify(value)}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const entries = Object.entries(value);
  if (wrapper === 'map') return entries.flatMap(([key, one]) => findMisfits(inner!, one, `${at}.${key}`));
  const shape = SHAPES[kind];
  if (!shape) return [`there is no shape ${kind}`];
  const given = new Map<string, unknown>(entries);
  const misfits: string[] = [];
  for (const [member, memberKind] of Object.entries(shape)) {
    const name = member.replace('?', '');
    if (given.has(name)) misfits.push(...findMisfits(memberKind, given.get(name), `${at}.${name}`));
    else if (name === member) misfits.push(`${at}.${name} is missing`);
    given.delete(name);
  }
  return [...misfits, ...[...given.keys()].map((name) => `${at}.${name} is not in the contract`)];
}
