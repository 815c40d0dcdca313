const SESSION = /(?:^|;\s*)(?:__Host-)?quarterhour_session=[^;]/;

/** Whether somebody signed in may have sent these cookies. */
export const bringsSession = (cookies: string | null): boolean => SESSION.test(cookies ?? "");

/**
 * What is shown to somebody signed in stays in no cache, of the browser or on the way: a shared desk's «back» shows nothing
 * after signing out. A page that knows better says so itself.
 */
export function keptFromCaches(request: Request, headers: Headers): Headers {
  if (bringsSession(request.headers.get("Cookie")) && !headers.has("Cache-Control"))
    headers.set("Cache-Control", "private, no-store");
  return headers;
}
