import fc from "fast-check";

/**
 * The same made cases for everyone who runs the tests, so that a change is judged by what it changed.
 * `npm run soak:properties` looks for new ones: a case it finds is printed with its seed, and `QUARTERHOUR_TEST_SEED=<seed>` makes it again.
 */
const asked = process.env.QUARTERHOUR_TEST_SEED ?? "15";

fc.configureGlobal({ seed: asked === "new" ? Date.now() % 2 ** 31 : Number(asked) });
