import {
  type CreateProjectInput,
  PROJECT_VERSION,
  type ProjectState,
  type UpdateProjectInput,
} from '../schema/project';
import { applyPatch } from './patch';

/** Why a patch of a project cannot be applied. */
export interface SecretProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Begins a project. Effects: pure; total on valid input. */
export function createProject(
  input: CreateProjectInput & { readonly id: string },
  nowMs: number,
): ProjectState {
  const { id, ...written } = input;
  return { version: PROJECT_VERSION, id, createdAtMs: nowMs, updatedAtMs: nowMs, ...written };
}

/**
 * A secret as it may be shown: its ends, or nothing of a short one.
 * Effects: pure.
 */
export function maskSecret(secret: string): string {
  return secret.length <= 8 ? '****' : `${secret.slice(0, 4)}...${secret.slice(-4)}`;
}

/** What {@link maskSecret} makes, of whatever secret. */
const MASK = /^(?:\*{4}|.{4}\.{3}.{4})$/u;

/** Whether a text is a mask and no secret: of a key that was replaced, or of another project. */
export function looksMasked(secret: string | undefined): boolean {
  return secret !== undefined && MASK.test(secret);
}

/** What is wrong with a mask that stands for no key of this project and provider. */
export const MASK_PROBLEM: SecretProblem = {
  path: ['imageProvider', 'apiKey'],
  message: 'is the mask of another key, and no key: give the key itself',
};

/**
 * Changes a project: what is absent stays, `null` clears. A key that is left out or written back masked stays the stored one, as
 * long as the provider and its address do.
 * @returns a problem when a mask would become the key of another provider
 * Effects: pure.
 */
export function updateProject(
  project: ProjectState,
  patch: UpdateProjectInput,
  nowMs: number,
):
  | { readonly project: ProjectState; readonly changed: readonly string[] }
  | { readonly problem: SecretProblem } {
  const { imageProvider } = patch;
  const stored = project.imageProvider;
  let resolved = imageProvider;
  if (imageProvider) {
    // Another address is another receiver: who may write settings must not get at a key by having it sent elsewhere.
    const isSameProvider =
      stored?.provider === imageProvider.provider && stored.baseUrl === imageProvider.baseUrl;
    const isMask = stored?.apiKey !== undefined && imageProvider.apiKey === maskSecret(stored.apiKey);
    if (looksMasked(imageProvider.apiKey) && !(isMask && isSameProvider)) return { problem: MASK_PROBLEM };
    const isKept = isSameProvider && (isMask || imageProvider.apiKey === undefined);
    if (isKept && stored?.apiKey !== undefined) resolved = { ...imageProvider, apiKey: stored.apiKey };
  }
  const { state, changed } = applyPatch(project, {
    ...patch,
    ...(imageProvider !== undefined && { imageProvider: resolved }),
  } as Parameters<typeof applyPatch<ProjectState>>[1]);
  if (changed.length === 0) return { project, changed };
  return { project: { ...state, updatedAtMs: Math.max(nowMs, project.updatedAtMs) }, changed };
}
