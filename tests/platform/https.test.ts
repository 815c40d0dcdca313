import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { webServer } from "~/platform/web-server.server";

const folder = mkdtempSync(join(tmpdir(), "quarterhour-tls-"));
const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
const made = spawnSync("openssl", [
  ...[
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "1",
    "-subj",
    "/CN=localhost",
  ],
  ...["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
]);

afterAll(() => {
  delete process.env.QUARTERHOUR_TLS_CERTIFICATE;
  delete process.env.QUARTERHOUR_TLS_KEY;
  rmSync(folder, { recursive: true });
});

test.skipIf(made.status !== 0)(
  "with a certificate pages come over HTTPS, to whoever trusts it (skipped without openssl)",
  async () => {
    process.env.QUARTERHOUR_TLS_CERTIFICATE = certificate;
    process.env.QUARTERHOUR_TLS_KEY = key;
    const server = webServer((_request, response) => response.end("sealed"));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((whole, failed) =>
      get({ host: "127.0.0.1", port, servername: "localhost", ca: readFileSync(certificate) }, (answer) =>
        answer.setEncoding("utf8").on("data", whole),
      ).on("error", failed),
    );
    expect(text).toBe("sealed");
    server.close();
    process.env.QUARTERHOUR_TLS_KEY = join(folder, "gone.pem");
    expect(() => webServer(() => undefined)).toThrow("QUARTERHOUR_TLS_KEY");
  },
);

test("idle connections are let go by the proxy in front, never by us first", () => {
  delete process.env.QUARTERHOUR_TLS_CERTIFICATE;
  delete process.env.QUARTERHOUR_TLS_KEY;
  // Caddy's two minutes are the longest of the usual ones.
  expect(webServer(() => undefined).keepAliveTimeout).toBeGreaterThan(120_000);
});
