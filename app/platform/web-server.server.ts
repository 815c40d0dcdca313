import { readFileSync, statSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import { tlsFiles } from "./environment.server";
import { log } from "./log.server";
import { factsOf } from "./log-facts.server";
import { sayTooLong } from "./too-long.server";

type Files = NonNullable<ReturnType<typeof tlsFiles>>;

const LOOK_EVERY_MS = 30_000;
/**
 * A proxy keeps idle connections to us, nginx for a minute, Caddy for two. It must be the one that lets go: a form sent at the
 * very moment at which we did would be lost.
 */
const IDLE_KEPT_MS = 125_000;

/** Plain HTTP, or HTTPS where there is a certificate; a renewed one is taken up while pages are served. */
export function webServer(app: RequestListener, lookEveryMs = LOOK_EVERY_MS): Server {
  const files = tlsFiles();
  if (!files) return speaking(createServer({ keepAliveTimeout: IDLE_KEPT_MS }, app));
  const server = createSecureServer({ ...contextOf(files), minVersion: "TLSv1.2", keepAliveTimeout: IDLE_KEPT_MS }, app);
  takeUpRenewed(server, files, lookEveryMs);
  return speaking(server);
}

/** Also to whoever sent more than is read. */
function speaking<Made extends Server>(server: Made): Made {
  sayTooLong(server);
  return server;
}

const contextOf = (files: Files) => ({ cert: read(files.certificate), key: read(files.key) });

/** Certificate and key are written one after the other: a pair that does not fit is looked at again. */
function takeUpRenewed(server: SecureServer, files: Files, everyMs: number): void {
  let known = stampOf(files);
  const timer = setInterval(() => {
    const stamp = stampOf(files);
    if (stamp === known || stamp === undefined) return;
    try {
      server.setSecureContext({ ...contextOf(files), minVersion: "TLSv1.2" });
      known = stamp;
      log("info", "certificate taken up");
    } catch (error) {
      log("error", "certificate cannot be used", factsOf(error));
    }
  }, everyMs);
  timer.unref();
  server.once("close", () => clearInterval(timer));
}

function stampOf(files: Files): string | undefined {
  const [certificate, key] = [files.certificate, files.key].map((file) => statSync(file, { throwIfNoEntry: false }));
  return certificate && key && `${certificate.ino} ${certificate.mtimeMs} ${key.ino} ${key.mtimeMs}`;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "?";
    throw new Error(
      `证书文件无法读取 · ${file} cannot be read (${code}): correct QUARTERHOUR_TLS_CERTIFICATE and QUARTERHOUR_TLS_KEY.`,
      { cause: error },
    );
  }
}
