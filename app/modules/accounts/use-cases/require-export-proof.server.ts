import { redirect } from "@remix-run/node";
import { isDemo } from "~/platform/environment.server";
import { type CurrentSession, requireProof } from "./current-session.server";
import { secondFactorState } from "./second-factor.server";

/**
 * For files with data of other people: somebody who has given a code in the last minutes. Whoever has set up none is led to
 * where that is done and told why. In a demo the password stands in for it, and the page that asks says so.
 * @param back the page that leads to the file: a file itself is posted for and cannot be gone back to
 */
export async function requireExportProof(request: Request, back: string): Promise<CurrentSession> {
  const session = await requireProof(request, back);
  if (isDemo() || (await secondFactorState(session.personId)).isOn) return session;
  throw redirect(`/account/second-factor?to=${encodeURIComponent(back)}&for=export`);
}

/** One's own data are one's own: whoever has no codes proves it with the password. Of another person they need the codes. */
export async function requirePersonFileProof(
  request: Request,
  id: string,
  { isOwn }: { readonly isOwn: boolean },
): Promise<void> {
  const back = `/govern/people/${id}/file`;
  await (isOwn ? requireProof(request, back) : requireExportProof(request, back));
}
