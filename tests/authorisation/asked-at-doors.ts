import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { SessionStage } from "~/modules/accounts/domain/session";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeArrival, requestWith } from "../factories/made-arrival";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import type { Visitor } from "./visitors";

export type Outcome = "open" | "led on" | "sign in" | "refused" | "not there" | "needless";
export const SIGNS: Readonly<Record<Outcome, string>> = {
  ...{ open: "●", "led on": "↪", "sign in": "→", refused: "✕", "not there": "○", needless: "–" },
};

export type Door = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
export type Fields = Readonly<Record<string, string | File>>;

export interface Attempt {
  readonly door: Door;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** null = the page is asked for */
  readonly form: ((by: Visitor) => Fields | Promise<Fields>) | null;
  /** whether it came about, where the answer does not say */
  readonly did?: (by: Visitor) => Promise<boolean>;
  /** what it leaves behind that would change the next one's chances */
  readonly after?: (by: Visitor) => Promise<unknown>;
  /** each does it to what is theirs */
  readonly isOwn?: true;
  /** what the browser holds beside a session */
  readonly cookie?: () => Promise<string>;
  /** a session of its own, in this stage */
  readonly session?: SessionStage;
}

const held = new Map<string, string>();

/** A signed-in browser's cookie; one a person, unless the attempt ends or changes sessions. */
export async function cookieOf(personId: string, stage?: SessionStage): Promise<string> {
  const known = stage === undefined ? held.get(personId) : undefined;
  if (known !== undefined) return known;
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId, kind: "desk", stage: stage ?? "open" }, madeArrival("203.0.113.7")),
  );
  const cookie = (await requestWith(begun, "/")).headers.get("Cookie") ?? "";
  if (stage === undefined) held.set(personId, cookie);
  return cookie;
}

/** What a door did. An error thrown is none of them: it is told with its name. */
export async function tried(attempt: Attempt, by: Visitor): Promise<Outcome> {
  const fields = attempt.form && (await attempt.form(by));
  const { answer, isForm } = await answered(attempt, fields, by);
  if (attempt.session !== undefined && by.personId) held.delete(by.personId);
  const outcome = isForm ? await saidOf(answer) : shownBy(answer);
  const came = outcome === "open" && attempt.did ? ((await attempt.did(by)) ? "open" : "not there") : outcome;
  await attempt.after?.(by);
  return came;
}

export async function answered({ door, path, params, session, cookie }: Attempt, fields: Fields | null, { personId }: Visitor) {
  const url = `http://quarterhour.invalid${path}${path.includes("?") ? "&" : "?"}city=${TOWN.code}`;
  const request = new Request(url, fields === null ? {} : { method: "POST", ...bodyOf(fields) });
  const cookies = [personId === null ? "" : await cookieOf(personId, session), (await cookie?.()) ?? ""].filter(Boolean);
  if (cookies.length > 0) request.headers.set("Cookie", cookies.join("; "));
  const answer = await Promise.resolve()
    .then(() => door({ request, params: { ...params }, context: { cspNonce: "" } }))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  return { answer, isForm: fields !== null };
}

/** What a script of ours sends stands whole in one field, `json`. */
function bodyOf(fields: Fields): RequestInit {
  if (typeof fields["json"] === "string") return { body: fields["json"], headers: { "Content-Type": "application/json" } };
  const body = Object.values(fields).some((value) => value instanceof File) ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) (body as FormData).append(name, value);
  return { body };
}

const isLedAway = ({ status }: Response) => status >= 300 && status < 400;
const goesTo = (answer: Response) => answer.headers.get("Location") ?? "";
/** A script is told by the status that nobody is signed in: it is led to no page. */
const SHUT: Readonly<Record<number, Outcome>> = { 401: "sign in", 403: "refused", 404: "not there" };
const shutBy = (status: number): Outcome | null => SHUT[status] ?? null;

/** A page that leads on shows nothing itself. */
function shownBy(answer: unknown): Outcome {
  if (!(answer instanceof Response)) return shutBy((answer as { init?: ResponseInit } | null)?.init?.status ?? 200) ?? "open";
  if (isLedAway(answer)) return goesTo(answer).startsWith("/sign-in") ? "sign in" : "led on";
  return shutBy(answer.status) ?? "open";
}

const REFUSED = ["not-permitted", "beyond-own"];
const NOT_THERE = ["not-there", "no-such-batch", "no-such-person", "phone-nobody"];
/** Refusals say who one is, or that there is nothing; any other speaks of a form that was not filled in rightly. */
async function saidOf(answer: unknown): Promise<Outcome> {
  if (answer instanceof Response) {
    const to = goesTo(answer);
    if (isLedAway(answer) && /[?&]refused=|^\/account\/(confirm|second-factor)\?/.test(to)) throw new Error(`led to ${to}`);
    if (isLedAway(answer)) return /^\/sign-in(\?|$)/.test(to) ? "sign in" : "open";
    const shut = shutBy(answer.status);
    if (shut) return shut;
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("application/json")) return "open";
    return readAs((await answer.json()) as Record<string, unknown>);
  }
  const { data, init } = answer as { data?: object; init?: ResponseInit | null };
  return shutBy(init?.status ?? 200) ?? readAs((data ?? answer) as Record<string, unknown>);
}

function readAs(said: Record<string, unknown>): Outcome {
  const of = (name: string) => said[name] as Record<string, unknown> | null | undefined;
  const refusal =
    said["refusal"] ?? of("looked")?.["refusal"] ?? of("removing")?.["refusal"] ?? of("starting")?.["refusal"] ?? said["problem"];
  const others = [said["refusals"], of("together")?.["kind"]].flat();
  const told = [refusal, ...others].filter((one) => one !== null && one !== undefined);
  const kinds = told.map((one) => (typeof one === "string" ? one : (one as { kind: string }).kind));
  if (kinds.some((kind) => REFUSED.includes(kind))) return "refused";
  if (kinds.some((kind) => NOT_THERE.includes(kind))) return "not there";
  if (kinds.includes("not-needed")) return "needless";
  if (kinds.length > 0 || "result" in said) throw new Error(`told ${JSON.stringify(said)}`);
  const { page, found } = { ...of("list"), ...of("looked") } as { page?: { people: readonly unknown[] }; found?: unknown };
  if (page?.people.length === 0 || found === null) return "not there";
  const isEmptyHanded = ["found", "challenge", "value"].some((name) => name in said && said[name] === null && !("code" in said));
  return isEmptyHanded ? "not there" : "open";
}
