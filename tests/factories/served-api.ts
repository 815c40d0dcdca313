/** The open API over HTTP: its routes behind the doors, limits and compression they stand behind in the product. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { withRequestFacts } from "~/platform/request-facts.server";
import { openRequestCounts } from "~/platform/request-counts.server";
import { limitRequests } from "~/platform/request-limits.server";
import { requestLimits } from "~/platform/environment.server";
import { arrivalOf, trustProxies } from "~/platform/trusted-proxies.server";
import { guardPages, refuseForeignWrites } from "~/platform/web-guards.server";

const files = import.meta.glob<object>("../../app/routes/{api,embed}.*{ts,tsx}");

/** `api.v1.openapi[.]json` → `api/v1/openapi.json`, `api.v1.services.$id` → `api/v1/services/:id`. */
const pathOf = (file: string): string =>
  file
    .replaceAll("[.]", "\0")
    .split(".")
    .filter((step) => step !== "_index")
    .map((step) => step.replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":").replaceAll("\0", "."))
    .join("/");

async function build(): Promise<ServerBuild> {
  const routes: Record<string, unknown> = {};
  for (const [path, load] of Object.entries(files)) {
    const id = path.replace(/^.*\/routes\//, "").replace(/\.tsx?$/, "");
    routes[id] = { id, path: pathOf(id), module: await load() };
  }
  return {
    ...{ routes, mode: "production", isSpaMode: false, basename: "/", publicPath: "/", assetsBuildDirectory: "" },
    entry: {
      module: { default: () => new Response(null, { status: 500 }), handleError: (error: unknown) => void faults.push(error) },
    },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    future: {},
  } as unknown as ServerBuild;
}

/** What the routes threw. */
export const faults: unknown[] = [];

export interface ServedApi {
  readonly address: string;
  close(): Promise<void>;
}

export async function serveApi({ isLimited = false } = {}): Promise<ServedApi> {
  const app = express();
  trustProxies(app);
  app.use((request, _response, next) => withRequestFacts(arrivalOf(request), next));
  app.use(guardPages());
  const limits = isLimited ? requestLimits() : null;
  const counts = limits && openRequestCounts(limits);
  if (counts) app.use(limitRequests(counts, () => Promise.resolve(null)));
  app.use(compression());
  app.use(refuseForeignWrites);
  app.use(
    createRequestHandler({
      ...{ build: await build(), mode: "production" },
      getLoadContext: (_request, response) => ({ cspNonce: String(response.locals.cspNonce) }),
    }),
  );
  const server: Server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await new Promise((closed) => server.close(closed));
      await counts?.close();
    },
  };
}
