import { keyRing } from "~/platform/key-ring.server";

/** Runs with the settings of a real installation, and puts the tests' own back. */
export async function inProduction<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  // A demo makes its ring at first use, production waits for one: whichever file of a test run comes first.
  keyRing();
  process.env.QUARTERHOUR_MODE = "production";
  process.env.DATABASE_OWNER_URL = ownerUrl;
  try {
    return await work();
  } finally {
    delete process.env.QUARTERHOUR_MODE;
    delete process.env.DATABASE_OWNER_URL;
  }
}
