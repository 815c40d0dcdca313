import { setTimeout as pause } from "node:timers/promises";
import { startEdits } from "./chained-edits.mjs";
import { FOUND_AGAIN_MS } from "./proxy.mjs";
import { failuresInWords, startLoad } from "./steady-load.mjs";
import { timed } from "./waiting.mjs";
import { ask } from "./web-client.mjs";

const ASKERS = 6;
const WARM_MS = 1_500;

/** Pages of people who signed in, the first page, a question of a machine. */
const mixed = (city, desk) => {
  const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const wishes = [
    { address: `${city.origin}/` },
    { address: `${city.origin}/api/v1/counts?city=4101` },
    { address: `${city.origin}/account/sessions`, headers: { Cookie: cookie } },
  ];
  return (nth) => wishes[nth % wishes.length];
};

/** A web process may die or be replaced; whoever asks through the proxy need not notice. */
export async function tryRestarts(city, findings) {
  const desk = await city.signedIn("planner@demo", city.origin);
  await tryKill(city, desk, findings);
  await tryRolling(city, desk, findings);
}

async function tryKill(city, desk, findings) {
  const load = startLoad({ make: mixed(city, desk), askers: ASKERS, restMs: 10 });
  await pause(WARM_MS);
  const before = load.asked();
  await city.app("web-a").kill();
  await pause(WARM_MS);
  const told = await load.stop();
  findings.check(
    "kill −9 of web-a under load: reads through the proxy go on at web-b",
    told.failures.length === 0 && told.requests > before,
    `${told.requests} requests, ${told.failures.length} failed, slowest ${told.most} ms ${failuresInWords(told.failures)}`.trim(),
  );
  if (told.failures.length > 0) process.stderr.write(`${city.proxy.complaints()}\n`);
  const { ms } = await timed(() => city.open("web-a"));
  await pause(FOUND_AGAIN_MS);
  findings.tell("a killed web process is ready again", `${(ms / 1000).toFixed(1)} s after its start`);
}

/** One after the other, as a new release is brought in: the next is stopped when the one before says that it is ready. */
async function tryRolling(city, desk, findings) {
  const editor = await city.signedIn("planner@demo", city.origin);
  const load = startLoad({ make: mixed(city, desk), askers: ASKERS, restMs: 10 });
  const edits = await startEdits(city, editor);
  await pause(WARM_MS);
  const said = [];
  const { ms } = await timed(async () => {
    for (const name of ["web-a", "web-b"]) {
      const app = city.app(name);
      const watching = watchReady(app, said);
      await app.stop();
      await watching;
      await city.open(name);
      // Ready is not yet asked: the proxy looks for it again only now and then, and the other must stay until it has.
      await pause(FOUND_AGAIN_MS);
    }
  });
  await edits.stop();
  const told = await load.stop();
  const found = await edits.found();
  if (told.failures.length > 0) process.stderr.write(`${city.proxy.complaints()}\n`);
  findings.check(
    "a rolling restart of both webs under load loses no request and no write",
    told.failures.length === 0 && edits.refused().length === 0 && edits.count() > 0 && found === edits.acknowledged(),
    `${told.requests} reads, ${edits.count()} writes in ${(ms / 1000).toFixed(1)} s; failed: ${
      [failuresInWords(told.failures), ...edits.refused()].filter(Boolean).join(", ") || "none"
    }; slowest ${told.most} ms`,
  );
  findings.check(
    "a web that was told to stop says so at /readyz before it takes no more",
    said.length === 2 && said.every(({ heard }) => heard > 0),
    said.map(({ name, heard }) => `${name} ${heard} × 503`).join(", "),
  );
}

/** Asks /readyz as a balancer does, on a new connection each time, until nobody listens. */
async function watchReady(app, said) {
  let heard = 0;
  for (;;) {
    try {
      const { status } = await ask(`${app.origin}/readyz`, { headers: { Connection: "close" } });
      if (status === 503) heard += 1;
    } catch {
      break;
    }
    await pause(20);
  }
  said.push({ name: app.name, heard });
}
