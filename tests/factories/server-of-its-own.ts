/**
 * Imported by a test file before anything else: a PostgreSQL of its own, for what waits for every transaction of a server (sealing
 * does) and would wait for other files. Everything of test-database.ts works as ever, on that server.
 */
import { afterAll } from "vitest";
import { startMigratedServer } from "./migrated-server";

const { adminUrl, appUrl, stop } = await startMigratedServer();
process.env.QUARTERHOUR_TEST_SERVER = adminUrl;
process.env.QUARTERHOUR_TEST_APP = appUrl;
afterAll(stop);
