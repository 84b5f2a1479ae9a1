import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** What answers a request: a handler of `createHttpHandler`, or any function of the Fetch standard. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** Where and how a server listens. */
export interface ServeOptions {
  /** 0, the default, takes one that is free. */
  readonly port?: number | undefined;
  /** The address to listen on; 127.0.0.1 when absent. */
  readonly host?: string | undefined;
  /** How long a client may take to send a whole request; 30 seconds when absent. */
  readonly requestTimeoutMs?: number | undefined;
  /** How long `close` waits for answers that are on their way; 2 seconds when absent. */
  readonly graceMs?: number | undefined;
}

/** A server that listens. */
export interface HttpServer {
  /** For example `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, lets those that are being served end, and frees the port. May be called again. */
  close(): Promise<void>;
}

/**
 * A handler as a listener of Node's own servers, and so of Express: `app.use(toNodeListener(handler))`. Mount it before anything that
 * reads bodies.
 */
export function toNodeListener(
  handler: FetchHandler,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  // The host's global Request and Response are left alone.
  return getRequestListener(handler, { overrideGlobalObjects: false });
}

/**
 * Serves a handler from a server of its own.
 * @throws what Node throws when the address cannot be listened on, for example EADDRINUSE
 */
export async function serve(handler: FetchHandler, options: ServeOptions = {}): Promise<HttpServer> {
  const { port = 0, host = '127.0.0.1', requestTimeoutMs = 30_000, graceMs = 2000 } = options;
  const listener = toNodeListener(handler);
  const sockets = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  let closing: Promise<void> | undefined;
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: Math.min(requestTimeoutMs, 10_000),
      connectionsCheckingInterval: Math.min(requestTimeoutMs, 5000),
    },
    (incoming, outgoing) => {
      answers.add(outgoing);
      outgoing.once('close', () => {
        answers.delete(outgoing);
        if (closing) server.closeIdleConnections();
      });
      void listener(incoming, outgoing);
    },
  );
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Node's own would cut off answers that are written and not yet read to their end.
  server.closeIdleConnections = () => {
    const busy = new Set(Array.from(answers, (answer) => answer.req.socket));
    for (const socket of sockets) if (!busy.has(socket)) socket.destroySoon();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;

  const close = () => {
    closing ??= new Promise<void>((resolve) => {
      const impatient = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(impatient);
        resolve();
      });
      server.closeIdleConnections();
    });
    return closing;
  };
  return { url: `http://${name}:${address.port}`, port: address.port, close };
}
