/** A browser without a screen: keeps one cookie, says where its writes come from, follows nothing by itself. */
export interface Answer {
  readonly status: number;
  /** where it leads, as a path */
  readonly to: string;
  readonly text: string;
}

/** Why no answer came, or none that says anything of the deed: the server was killed, or says that it is not well. */
export class Unanswered extends Error {}

const COOKIE = "quarterhour_session";
const PATIENCE_MS = 20_000;

export class Client {
  /** the session cookie's value as the last answer left it; "" = none */
  cookie = "";

  constructor(readonly address: () => string) {}

  get(path: string): Promise<Answer> {
    return this.ask(path, { method: "GET" });
  }

  post(path: string, form: Readonly<Record<string, string>> | FormData): Promise<Answer> {
    return this.ask(path, { method: "POST", body: form instanceof FormData ? form : new URLSearchParams(form) });
  }

  private async ask(path: string, init: RequestInit): Promise<Answer> {
    const origin = this.address();
    let text: string;
    let response: Response;
    try {
      response = await fetch(origin + path, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { Origin: origin, ...(this.cookie ? { Cookie: `${COOKIE}=${this.cookie}` } : {}) },
      });
      text = await response.text();
    } catch (error) {
      throw new Unanswered(String(error));
    }
    // An answer that arrived whole is one the visitor has seen, cookie and all.
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (name === COOKIE) this.cookie = value;
    }
    if (response.status >= 500) throw new Unanswered(`${path} answered ${response.status}`);
    const to = response.headers.get("Location") ?? "";
    return { status: response.status, to: to.replace(origin, ""), text };
  }
}

/** What a cookie holds: the token, and when it was made. */
export function tokenIn(cookie: string): string {
  const said = JSON.parse(Buffer.from(decodeURIComponent(cookie), "base64").toString("latin1")) as string;
  return said.split(".")[0] ?? "";
}

/** The same cookie as if it had been kept since long ago, so that the next answer exchanges its token. */
export const agedCookie = (cookie: string): string =>
  encodeURIComponent(Buffer.from(JSON.stringify(`${tokenIn(cookie)}.0`)).toString("base64"));
