import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tlsFiles } from "./environment.server";

/** Plain HTTP, or HTTPS where the machine's owner gave a certificate; the files are read again at the next start. */
export function webServer(app: RequestListener): Server {
  const files = tlsFiles();
  if (!files) return createServer(app);
  return createSecureServer({ cert: read(files.certificate), key: read(files.key), minVersion: "TLSv1.2" }, app);
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
