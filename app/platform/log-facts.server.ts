/*
 * What may stand in a log: ids, numbers and words of our own lists. A name, a phone or an address of a person has no way in,
 * by type where the compiler can tell (a free `string` is refused, a literal is not), and by shape where it cannot.
 */
declare const logged: unique symbol;
/** A text that was made fit for a log by one of the functions below. */
export type Loggable = string & { readonly [logged]: true };
export type Fact = number | boolean | null | undefined | Loggable;

/** A literal of a closed list passes as it is; a text that could be anything has to come through {@link idFact} or {@link pathFact}. */
export type Facts<F> = {
  readonly [K in keyof F]: F[K] extends Fact ? F[K] : F[K] extends string ? (string extends F[K] ? Fact : F[K]) : Fact;
};

const ID = /^[A-Za-z0-9._:-]{1,64}$/;
/** Digits long enough to be a phone or an identity number, unless they stand in a UUID. */
const NUMBERS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d[\d\s-]{5,}\d[\dXx]?/gi;
const withoutNumbers = (text: string): string => text.replace(NUMBERS, (found) => (/^[0-9a-f]{8}-/i.test(found) ? found : "#"));

/** An id, a code, a version: anything else is not told. */
export const idFact = (id: string): Loggable => (ID.test(id) && withoutNumbers(id) === id ? id : "?") as Loggable;

/** A step as long as the secret of a link, and no UUID: it opens something. */
const SECRET_STEP = /^(?![0-9a-f]{8}-[0-9a-f]{4}-)[\w-]{40,}/i;

/** Where a request went: never its query, and of each step only what looks like an address of ours. */
export function pathFact(path: string): Loggable {
  const steps = (path.split(/[?#]/)[0] ?? "").slice(0, 300).split("/");
  return steps
    .map((step) => (step === "" || (/^[\w.$-]{1,64}$/.test(step) && !SECRET_STEP.test(step)) ? withoutNumbers(step) : "*"))
    .join("/") as Loggable;
}

/** Several of them, with a space between. */
export const pathsFact = (paths: string | undefined): Loggable | undefined =>
  paths === undefined ? undefined : (paths.split(" ").map(pathFact).join(" ") as Loggable);

/** A sentence of our own code or a package's, without anything it quotes, counts or spells in another script than ours. */
export const sentenceFact = (sentence: string): Loggable =>
  withoutNumbers(
    sentence
      .slice(0, 1000)
      .replace(/"[^"]*"|'[^']*'|`[^`]*`|«[^»]*»|“[^”]*”|\([^()]*\)|\{[^{}]*\}|\[[^[\]]*\]/g, "…")
      .replace(/[^\x20-\x7E…]+/g, "…")
      .replace(/\S+@\S+/g, "…")
      .replace(/=\S+/g, "=…"),
  ).slice(0, 200) as Loggable;

export interface ErrorFacts {
  readonly error: Loggable;
  readonly message?: Loggable;
  readonly code?: Loggable;
  readonly constraint?: Loggable;
  readonly frames?: Loggable;
}

/**
 * What is told of an error: its kind, its code, where it was thrown. Errors of the database repeat the row they were about, so
 * of those the sentence is never told, only the constraint's name.
 */
export function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { error: idFact(typeof error) };
  const said = error as Error & {
    code?: unknown;
    constraint?: unknown;
    constraint_name?: unknown;
    meta?: unknown;
    severity?: unknown;
  };
  const ofDatabase = error.name.startsWith("Prisma") || error.name === "PostgresError" || said.severity !== undefined;
  const inner = ofDatabase ? databaseFacts(said) : {};
  const code = inner.code ?? (typeof said.code === "string" ? said.code : undefined);
  const constraint = inner.constraint ?? said.constraint ?? said.constraint_name;
  return {
    error: idFact(error.name),
    ...(ofDatabase ? {} : { message: sentenceFact(error.message) }),
    ...(code ? { code: idFact(code) } : {}),
    ...(typeof constraint === "string" ? { constraint: idFact(constraint) } : {}),
    frames: framesOf(error),
  };
}

/** What Prisma wraps round PostgreSQL's answer: SQLSTATE and the constraint's name. */
function databaseFacts({ meta }: { meta?: unknown }): { code?: string; constraint?: string } {
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  const field = (value: unknown, name: string): unknown =>
    typeof value === "object" && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
  const cause = field(field(meta, "driverAdapterError"), "cause");
  const code = text(field(cause, "originalCode")) ?? text(field(meta, "code"));
  const constraint = text(field(field(cause, "constraint"), "index"));
  return { ...(code ? { code } : {}), ...(constraint ? { constraint } : {}) };
}

/** Lines of code, without the sentence above them. */
const framesOf = ({ stack = "", message }: Error): Loggable =>
  (message === "" ? stack : stack.split(message).slice(1).join(""))
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/\S*\/(?=[^/\s]+:\d+:\d+\)?$)/, "("))
    .join(" | ") as Loggable;
