/** What the images of a project are for. */
export const IMAGE_ROLES = ['persona-avatar', 'persona-avatar-styleguide', 'upload'] as const;
/** What an image of a project is for. */
export type ImageRole = (typeof IMAGE_ROLES)[number];
