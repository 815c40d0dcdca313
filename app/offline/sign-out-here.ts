import { CareRefused } from "./care-phone";
import { HERE } from "./page-world";

/** Ends the session on the server. Without a network it goes on there, and the phone says so. */
export async function endSession(ask: typeof fetch = HERE.ask): Promise<void> {
  let response: Response;
  try {
    response = await ask("/sign-out", { method: "POST", redirect: "manual", cache: "no-store" });
  } catch {
    throw new CareRefused("no-network");
  }
  if (response.status >= 400) throw new CareRefused("server");
}
