/** The product as its users start it: `npm start` in a process of its own, on any port and folder. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROJECT } from "../../scripts/project.mjs";

const READY_WITHIN_MS = 300_000;

export interface RunningApp {
  readonly address: string;
  readonly pid: number;
  readonly seconds: number;
  /** everything it has printed so far */
  output(): string;
  /** sends the signal and waits for the end; the exit code, or null after a kill */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface EndedApp {
  readonly code: number | null;
  readonly output: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts and waits until it says that it is ready; throws what it printed if it ends before. */
export async function startApp(environment: Environment): Promise<RunningApp> {
  const began = performance.now();
  const app = launch(environment);
  await new Promise<void>((ready, failed) => {
    const impatience = setTimeout(() => {
      app.child.kill();
      failed(new Error(`not ready after ${READY_WITHIN_MS / 1000} s:\n${app.output()}`));
    }, READY_WITHIN_MS);
    app.onOutput(() => {
      if (!app.output().includes("Ctrl+C")) return;
      clearTimeout(impatience);
      ready();
    });
    void app.ended.then((code) => {
      clearTimeout(impatience);
      failed(new Error(`ended with ${code} before it was ready:\n${app.output()}`));
    });
  });
  const address = /https?:\/\/\S+/.exec(app.output())?.[0];
  if (!address || app.child.pid === undefined) throw new Error(`no address in:\n${app.output()}`);
  return {
    address,
    pid: app.child.pid,
    seconds: (performance.now() - began) / 1000,
    output: app.output,
    stop(signal = "SIGTERM") {
      app.child.kill(signal);
      return app.ended;
    },
  };
}

/** Starts and waits for the end, for starts that are expected to be refused. */
export async function startAndWaitForEnd(environment: Environment): Promise<EndedApp> {
  const app = launch(environment);
  const code = await app.ended;
  return { code, output: app.output() };
}

function launch(environment: Environment) {
  const child: ChildProcess = spawn(process.execPath, [join(PROJECT, "scripts", "start.mjs")], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: definedOnly({ ...process.env, ...WITHOUT_OURS, ...environment }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, output: () => output, onOutput: (listener: () => void) => void listeners.push(listener) };
}

/** What the tests' own environment holds must not steer the product. */
const WITHOUT_OURS: Environment = {
  DATABASE_URL: undefined,
  DATABASE_OWNER_URL: undefined,
  QUARTERHOUR_MODE: undefined,
  QUARTERHOUR_DATA: undefined,
  QUARTERHOUR_THREADS: undefined,
  QUARTERHOUR_ORIGIN: undefined,
  NODE_ENV: undefined,
  PORT: undefined,
  HOST: undefined,
  npm_lifecycle_event: undefined,
};

const definedOnly = (environment: Environment): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv;
