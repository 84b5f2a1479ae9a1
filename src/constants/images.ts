/** What the images of a project are for. */
export const IMAGE_ROLES = ['persona-avatar', 'persona-avatar-styleguide', 'upload'] as const;
/** What an image of a project is for. */
export type ImageRole = (typeof IMAGE_ROLES)[number];

/** Images are read with their bytes, so a page of them is short. */
export const IMAGES_AT_ONCE = 8;
