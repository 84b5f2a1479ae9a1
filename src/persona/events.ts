interface PersonaEventBase {
  readonly projectId: string;
  readonly personaId: string;
  /** The persona's revision after it. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** A persona came to be. */
export interface PersonaCreated extends PersonaEventBase {
  readonly type: 'persona.created';
  readonly name: string;
}

/** A persona was changed. */
export interface PersonaUpdated extends PersonaEventBase {
  readonly type: 'persona.updated';
  /** The fields that are not what they were. */
  readonly changed: readonly string[];
}

/** A persona was deleted; `revision` is the one it had. */
export interface PersonaDeleted extends PersonaEventBase {
  readonly type: 'persona.deleted';
  /** How many characters had been made from it. */
  readonly characters: number;
}

/** A portrait was made and is the persona's now. */
export interface PortraitGenerated extends PersonaEventBase {
  readonly type: 'portrait.generated';
  readonly imageUrl: string;
  /** The portrait that it took the place of; it is gone. */
  readonly replaced?: string;
}

/** A portrait could not be made; nothing was changed. */
export interface PortraitFailed extends Omit<PersonaEventBase, 'revision'> {
  readonly type: 'portrait.failed';
  readonly error: unknown;
}

interface ProjectEventBase {
  readonly projectId: string;
  readonly atMs: number;
}

/** A project came to be. */
export interface ProjectCreated extends ProjectEventBase {
  readonly type: 'project.created';
}

/** A project was changed. */
export interface ProjectUpdated extends ProjectEventBase {
  readonly type: 'project.updated';
  /** The fields that are not what they were. */
  readonly changed: readonly string[];
}

/** A project was deleted with everything in it. */
export interface ProjectDeleted extends ProjectEventBase {
  readonly type: 'project.deleted';
}

/** What can happen to personas and projects. */
export type PersonaEvent =
  | PersonaCreated
  | PersonaUpdated
  | PersonaDeleted
  | PortraitGenerated
  | PortraitFailed
  | ProjectCreated
  | ProjectUpdated
  | ProjectDeleted;
