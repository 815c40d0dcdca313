import { CareRefused } from "./care-phone";

/** Ends the session on the server. Without a network it goes on there, and the phone says so. */
export async function endSession(): Promise<void> {
  let response: Response;
  try {
    response = await fetch("/sign-out", { method: "POST", redirect: "manual", cache: "no-store" });
  } catch {
    throw new CareRefused("no-network");
  }
  if (response.status >= 400) throw new CareRefused("server");
}
