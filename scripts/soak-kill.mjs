import { soak } from "./soak.mjs";

/**
 * `npm run soak:kill -- --rounds 200 [--seed 7]`: an office works over HTTP while the web process, the jobs, PostgreSQL or an
 * import at the terminal is killed −9 at any moment, and nothing may be half. The same seed draws the same kills.
 */
await soak({ journey: "killed-anywhere", rounds: "200", held: { zh: "无半写", en: "nothing half written" } });
