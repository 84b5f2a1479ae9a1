import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be held up and cut. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts the connection on which the client speaks next, before the server hears of it. */
  cutNextRequest(): void;
  /** Cuts the connection on which the server answers next: what was asked is done by then, and the client does not hear of it. */
  cutNextAnswer(): void;
  /** Lets nothing through any more, in either direction. */
  hold(): void;
  /** Lets everything through that was held up. */
  release(): void;
  close(): Promise<void>;
}

/** Starts a proxy on the loopback, in front of a server there. */
export async function startProxy(serverPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let cut: 'request' | 'answer' | undefined;
  let held: (() => void)[] | undefined;
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    const end = () => [client, server].forEach((socket) => void socket.destroy());
    const pass = (to: Socket, bytes: Buffer, kind: 'request' | 'answer') => {
      if (cut === kind) {
        cut = undefined;
        end();
      } else if (held !== undefined) held.push(() => to.write(bytes));
      else to.write(bytes);
    };
    client.on('data', (bytes) => pass(server, bytes, 'request'));
    server.on('data', (bytes) => pass(client, bytes, 'answer'));
    for (const socket of [client, server]) {
      sockets.add(socket);
      // An error is always followed by a close.
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          end();
        });
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    cutNextRequest: () => {
      cut = 'request';
    },
    cutNextAnswer: () => {
      cut = 'answer';
    },
    hold: () => {
      held ??= [];
    },
    release: () => {
      const waiting = held ?? [];
      held = undefined;
      for (const send of waiting) send();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
