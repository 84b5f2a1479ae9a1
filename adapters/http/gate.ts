import { RequestRefused } from './failure';

/**
 * Keeps out requests that a foreign page makes through its visitor's browser: those addressed to another host name (a name that was
 * pointed at this machine), and those that say they come from elsewhere.
 * @throws RequestRefused `forbidden`
 */
export function checkOrigin(
  request: Request,
  allowedHosts: readonly string[] | undefined,
  corsOrigins: readonly string[],
): void {
  if (!allowedHosts) return;
  const { hostname } = new URL(request.url);
  const host = request.headers.get('host');
  const named = host === null ? hostname : hostOf(`http://${host}`);
  if (!allowedHosts.includes(hostname) || named === undefined || !allowedHosts.includes(named)) {
    throw new RequestRefused('forbidden', 'this host name is not served here');
  }
  const origin = request.headers.get('origin');
  if (origin === null || corsOrigins.includes('*') || corsOrigins.includes(origin)) return;
  const from = hostOf(origin);
  if (from === undefined || !allowedHosts.includes(from)) {
    throw new RequestRefused('forbidden', 'pages of this origin may not call the server');
  }
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
