import { soak } from "./soak.mjs";

/**
 * `npm run soak:sync -- --rounds 1000 [--seed 7]`: caregivers type visits on phones in a real browser while lines break, answers get
 * lost, sessions end, pages go and the server is killed −9; what is stored is compared with what was typed. The same seed draws the same.
 */
await soak({ journey: "phone-loses-nothing", rounds: "50", held: { zh: "0 条丢失、0 条重复", en: "0 lost, 0 doubled" } });
