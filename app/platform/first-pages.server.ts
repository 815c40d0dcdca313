import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { log } from "./log.server";
import { factsOf } from "./log-facts.server";

/** What is asked for first, and is heaviest to lay out. */
const FIRST = "http://localhost/plan";
/** After so many the code is compiled: the first takes three times as long as the ones that follow. */
const TIMES = 2;

/**
 * Lays out the heaviest page before anybody can ask: its code is compiled, the database connected and today's answer kept,
 * so that the first reader neither waits nor makes others wait. A failure is the first reader's to see, not the start's.
 */
export async function layOutFirstPages(build: ServerBuild): Promise<void> {
  const handle = createRequestHandler(build, "production");
  try {
    for (let time = 0; time < TIMES; time++) await (await handle(new Request(FIRST), { cspNonce: "" })).arrayBuffer();
  } catch (error) {
    log("warn", "the first page could not be laid out ahead", factsOf(error));
  }
}
