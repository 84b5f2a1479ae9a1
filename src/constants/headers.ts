/** Bounds of the headers that a persona or a project brings along. All chosen; a server seldom takes more than 16 KiB in all. */
export const HEADER_LIMITS = {
  /** Headers of one record. */
  count: 32,
  /** Characters of a name. */
  nameLength: 200,
  /** Characters of a value, which are bytes on the wire. */
  valueLength: 8192,
} as const;

/**
 * Names that nobody but the HTTP client may set, in lower case: they frame the message, belong to one connection or speak to
 * a proxy. With a Host or a length of its own, a request could be led elsewhere or be read as two.
 * Source: RFC 9110 7.2 and 7.6.1, RFC 9112 6, RFC 9113 8.2.2.
 */
export const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'http2-settings',
  'proxy-authenticate',
  'proxy-authorization',
]);
