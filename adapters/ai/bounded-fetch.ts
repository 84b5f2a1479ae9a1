/** What reading an answer ends with when there is more of it than is allowed. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/**
 * A fetch that follows no redirects, so that an answer cannot send it elsewhere, and that stops reading when an answer, once
 * unpacked, has more than so many bytes.
 * @param fetch what it is made of; the global one, looked up at each call, when absent
 */
export function boundedFetch(
  maxBytes: number,
  fetch: typeof globalThis.fetch | undefined,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await (fetch ?? globalThis.fetch)(input, { ...init, redirect: 'manual' });
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(bounded(maxBytes)), { status, statusText, headers });
  };
}

function bounded(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new AnswerTooLarge(`The answer has more than ${maxBytes} bytes.`);
      controller.enqueue(chunk);
    },
  });
}
