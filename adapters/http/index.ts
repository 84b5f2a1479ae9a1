export type { ApiKey } from './auth';
export { createHttpHandler, type HttpHandler } from './handler';
export { DIALECT_NAMES, type DialectName } from './operation';
export type { HttpHandlerOptions } from './options';
export type { RateLimit } from './rate-limit';
