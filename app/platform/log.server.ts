/** One line an event, for people in a terminal and for programs that collect logs. Never a name, a number or an address of a person. */
export type Facts = Record<string, string | number | boolean | undefined>;

export function log(level: "info" | "warn" | "error", event: string, facts: Facts = {}): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...facts });
  (level === "info" ? process.stdout : process.stderr).write(`${line}\n`);
}

/** An error's facts: its sentence and where it was thrown, never the data it was about. */
export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { message: String(error) };
  return { message: error.message, stack: error.stack?.split("\n").slice(1, 6).join(" | ") };
}
